import { Annotation, isAnnotated, timeoutSeconds } from "../objects/annotations";
import type { KubeObject } from "../objects/object";
import type { Reached, Session } from "../session";
import { readinessOf } from "./readiness";
import { waitUntilReady } from "./wait";

/** An object that was made or changed a moment ago. */
export interface Awaited {
  readonly inputs: KubeObject;
  /** The object as the server answered. */
  readonly made: KubeObject;
  /** The object before it was changed. */
  readonly before?: KubeObject;
  readonly urn: string;
  /** From `customTimeouts`; 0 when there are none. */
  readonly timeoutSeconds: number;
  readonly reached: Reached;
  readonly session: Session;
}

/**
 * Waits as the object's kind and annotations ask for, and answers the object as it is then.
 *
 * @throws WaitFailed when it did not become ready.
 */
export async function awaitReady(awaited: Awaited): Promise<KubeObject> {
  const { inputs, made, before, urn, reached, session } = awaited;
  const notify = ({ severity, text }: { severity: "info" | "warning"; text: string }) => {
    session.log(severity, text, { urn, ephemeral: true });
  };
  if (isAnnotated(inputs, Annotation.SkipAwait)) {
    notify({ severity: "info", text: "Skipping await logic" });
    return made;
  }
  const readiness = readinessOf(made);
  if (readiness === undefined) return made;
  const live = await waitUntilReady(
    made,
    readiness,
    {
      cluster: reached.cluster,
      informers: reached.informers,
      timeoutSeconds: timeoutSeconds(awaited.timeoutSeconds, inputs, readiness.defaultTimeoutSeconds),
      signal: session.signal,
      notify,
    },
    before,
  );
  // An empty text clears the progress display.
  notify({ severity: "info", text: "" });
  return live;
}
