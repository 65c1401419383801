import type { LiveFleet, PodEvent, PodRow } from "../view";

/** Events of a pod, or why they are not there. */
export type NotedEvents =
  | { readonly kind: "read"; readonly events: readonly PodEvent[] }
  | { readonly kind: "failed"; readonly reason: string };

/** Asks for the events of a pod. */
export type Events = (cluster: string, pod: PodRow) => Promise<NotedEvents>;

/** Answers that are kept at a time. */
const mostKept = 500;

/** Milliseconds after which the API server is asked again although the pod did not change. */
const keptMilliseconds = 15_000;

/**
 * Events, asked of the API server when somebody looks, and again when the pod changes or some time has passed: a page
 * that many look at, and that is made anew with each change of its cluster, must not ask each time.
 *
 * @param now - the clock, in milliseconds
 */
export function eventsOf(fleet: Pick<LiveFleet, "events">, now: () => number = Date.now): Events {
  const kept = new Map<string, { readonly until: number; readonly noted: Promise<NotedEvents> }>();
  return (cluster, pod) => {
    const key = JSON.stringify([cluster, pod]);
    const known = kept.get(key);
    if (known !== undefined && known.until > now()) return known.noted;
    kept.delete(key);
    const noted = ask(fleet, cluster, pod);
    kept.set(key, { until: now() + keptMilliseconds, noted });
    for (const [oldest] of kept) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return noted;
  };
}

async function ask(
  fleet: Pick<LiveFleet, "events">,
  cluster: string,
  { namespace, name }: PodRow,
): Promise<NotedEvents> {
  try {
    return { kind: "read", events: await fleet.events(cluster, namespace, name) };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}
