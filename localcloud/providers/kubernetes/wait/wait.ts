import type { Cluster } from "../api/cluster";
import type { Informer, InformerPool } from "../api/informer";
import type { GroupVersionKind } from "../objects/metadata";
import { groupVersionKind, gvkOf, nameOf, namespaceOf } from "../objects/metadata";
import type { KubeObject } from "../objects/object";
import { numberAt, textAt } from "../objects/object";
import { settle, tellOnce } from "./settle";
import type { Notice, Readiness, Verdict } from "./verdict";
import { warning } from "./verdict";

/** An object exists, and did not become what it was awaited to become. */
export class WaitFailed extends Error {
  constructor(
    message: string,
    /** The object as it was last seen. */
    readonly object: KubeObject,
    /** Single reasons, beside the message. */
    readonly reasons: readonly string[],
  ) {
    super(message);
    this.name = "WaitFailed";
  }
}

/** What a wait needs besides the object. */
export interface WaitContext {
  readonly cluster: Cluster;
  readonly informers: InformerPool;
  readonly timeoutSeconds: number;
  /** Ends the wait, because the command ends. */
  readonly signal: AbortSignal;
  /** Shows a text that the next one replaces. */
  readonly notify: (notice: Notice) => void;
}

/**
 * Waits until an object is ready, by watching it and the objects around it.
 *
 * @param object The object as the server answered when it was made or changed; older ones do not count.
 * @param before The object before it was changed; absent when it is new.
 * @throws WaitFailed when the time is over, the object has failed for good or the command ends.
 */
export async function waitUntilReady(
  object: KubeObject,
  readiness: Readiness,
  context: WaitContext,
  before?: KubeObject,
): Promise<KubeObject> {
  const namespace = namespaceOf(object);
  const own = await acquire(context, gvkOf(object), namespace);
  const around = await Promise.all(
    readiness.watches.map(async (id) => ({ id, ...(await acquire(context, parse(id), namespace)) })),
  );
  const events = await acquire(context, parse("v1 Event"), namespace);
  const stopEvents = reportEvents(events.informer, object, context.notify);
  const quiet = quietTimes(around);
  try {
    await Promise.all([own, ...around].map(({ informer }) => informer.synced));
    const latest = latestOf(own.informer, object);
    const others = (kind: string) =>
      around.find(({ id }) => parse(id).kind === kind)?.informer.current() ?? [];
    const judge = () =>
      readiness.judge({
        object: latest(),
        others,
        quietMs: quiet.since,
        ...(before === undefined ? {} : { before }),
      });
    const onChange = (look: () => void) => {
      const stops = [own, ...around].map(({ informer }) => informer.listen(look));
      return () => {
        for (const stop of stops) stop();
      };
    };
    return outcome(await settle({ judge, latest, onChange, ...context }), readiness);
  } finally {
    stopEvents();
    quiet.stop();
    for (const { release } of [own, events, ...around]) release();
  }
}

/** The object when it is ready; else the error that says why it is not. */
function outcome(settled: Awaited<ReturnType<typeof settle<KubeObject>>>, readiness: Readiness): KubeObject {
  const { ending, latest, verdict } = settled;
  if (ending === "ready") return latest;
  if (ending !== "failed" && verdict.state === "waiting" && verdict.acceptable === true) return latest;
  const messages = {
    failed: notInitialised,
    "timed out": readiness.timeoutMessage ?? ((name: string) => `'${name}' timed out waiting to be Ready`),
    cancelled: (name: string) => `Resource operation was cancelled for "${name}"`,
  };
  throw new WaitFailed(messages[ending](nameOf(latest)), latest, reasonsOf(verdict));
}

/** What is said of an object that is there and not ready. */
export function notInitialised(name: string): string {
  return `Resource '${name}' was created but failed to initialize`;
}

/** The reasons that a verdict gives. */
export function reasonsOf(verdict: Verdict): readonly string[] {
  return verdict.state === "ready" ? [] : (verdict.reasons ?? []);
}

/** Group, version and kind of an entry of `Readiness.watches`. */
export function parse(id: string): GroupVersionKind {
  const [apiVersion = "", kind = ""] = id.split(" ");
  return groupVersionKind(apiVersion, kind);
}

async function acquire(context: WaitContext, gvk: GroupVersionKind, namespace: string) {
  return context.informers.acquire(await context.cluster.pathOf(gvk, namespace));
}

/** The object as the informer last saw it, but never an older one than the server's own answer. */
function latestOf(informer: Informer, object: KubeObject): () => KubeObject {
  const generation = numberAt(object, "metadata", "generation") ?? 0;
  let latest = object;
  return () => {
    const seen = informer.current().find((item) => nameOf(item) === nameOf(object));
    if (seen !== undefined && (numberAt(seen, "metadata", "generation") ?? 0) >= generation) latest = seen;
    return latest;
  };
}

/** Tells how long objects have been left alone. */
function quietTimes(around: readonly { readonly id: string; readonly informer: Informer }[]) {
  const started = Date.now();
  const changed = new Map<string, number>();
  const stops = around.map(({ id, informer }) =>
    informer.listen(({ object }) => changed.set(`${parse(id).kind} ${nameOf(object)}`, Date.now())),
  );
  return {
    since: (kind: string, name: string) => Date.now() - (changed.get(`${kind} ${name}`) ?? started),
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}

/** Shows the warnings that the cluster has about the object. */
function reportEvents(events: Informer, object: KubeObject, notify: (notice: Notice) => void): () => void {
  const uid = textAt(object, "metadata", "uid");
  const tell = tellOnce(notify);
  const report = (event: KubeObject) => {
    if (textAt(event, "involvedObject", "uid") !== uid || textAt(event, "type") !== "Warning") return;
    tell(warning(`${textAt(event, "reason")}: ${textAt(event, "message")}`));
  };
  events.current().forEach(report);
  return events.listen(({ object: event }) => {
    report(event);
  });
}
