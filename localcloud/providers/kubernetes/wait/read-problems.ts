import { Annotation, isAnnotated } from "../objects/annotations";
import { nameOf, namespaceOf } from "../objects/metadata";
import type { KubeObject } from "../objects/object";
import { listAt, mapAt, textAt } from "../objects/object";
import type { Reached, Session } from "../session";
import { readinessOfKind } from "./readiness";
import { notInitialised, parse, reasonsOf } from "./wait";

/** Why an object that is read is not ready, the first line as a heading; empty when it is. */
export async function readProblems(
  live: KubeObject,
  inputs: KubeObject,
  urn: string,
  { cluster }: Reached,
  session: Session,
): Promise<readonly string[]> {
  const readiness = readinessOfKind(live);
  if (readiness === undefined || readiness.notOnRead === true || isAnnotated(inputs, Annotation.SkipAwait))
    return [];
  const lists = new Map<string, readonly KubeObject[]>();
  for (const id of readiness.watches) {
    const gvk = parse(id);
    const list = await cluster.list(gvk, namespaceOf(live));
    const about = { apiVersion: textAt(list, "apiVersion"), kind: gvk.kind };
    lists.set(
      gvk.kind,
      listAt(list, "items").map((item) => ({ ...about, ...mapAt(item) })),
    );
  }
  const verdict = readiness.judge({
    object: live,
    others: (kind) => lists.get(kind) ?? [],
    quietMs: () => Infinity,
  });
  for (const { severity, text } of verdict.notices ?? [])
    session.log(severity, text, { urn, ephemeral: true });
  return verdict.state === "ready" ? [] : [notInitialised(nameOf(live)), ...reasonsOf(verdict)];
}
