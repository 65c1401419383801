import type { KubeObject } from "../../../../../localcloud/providers/kubernetes/objects/object";
import type { Observation, Readiness } from "../../../../../localcloud/providers/kubernetes/wait/verdict";

/** What there is to see around an object. */
interface Around {
  readonly others?: Readonly<Record<string, readonly KubeObject[]>>;
  readonly quietMs?: number;
}

/** Judges an object that was left alone for a long time, unless something else is said. */
export function judge(readiness: Readiness, object: KubeObject, around: Around = {}) {
  const observation: Observation = {
    object,
    others: (kind) => around.others?.[kind] ?? [],
    quietMs: () => around.quietMs ?? 60_000,
  };
  return readiness.judge(observation);
}

/** The verdict as one word and its reasons. */
export function outcome(readiness: Readiness, object: KubeObject, around: Around = {}): readonly string[] {
  const verdict = judge(readiness, object, around);
  return [verdict.state, ...(verdict.state === "ready" ? [] : (verdict.reasons ?? []))];
}

/** The texts that are shown. */
export function texts(readiness: Readiness, object: KubeObject, around: Around = {}): readonly string[] {
  return (judge(readiness, object, around).notices ?? []).map(({ text }) => text);
}
