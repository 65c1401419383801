import type { NodeFacts } from "../cluster/node";
import type { PodFacts, PodNeeds } from "../cluster/pod";
import type { ClusterReading } from "../cluster/reading";
import type { Moment, NodeOs, UnplacedPod } from "../view";
import { imageReasons } from "./placement-images";
import { roomReasons } from "./placement-room";
import { labelReasons, osReasons, taintReasons } from "./placement-nodes";
import { schedulerReasons } from "./scheduler-message";

/** Minutes in which an autoscaler usually has a new Windows node ready; until then a pod that waits is no error. */
const patienceMinutes = 10;

const page = "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/";

/** A pod without a node, and the cluster around it. */
export interface Placement {
  readonly pod: PodFacts["row"];
  readonly needs: PodNeeds;
  /** Nodes that may take it as far as its operating system and its node selector say. */
  readonly candidates: readonly NodeFacts[];
  readonly nodes: readonly NodeFacts[];
  /** Pods that take room, by node. */
  readonly podsOn: ReadonlyMap<string, readonly PodFacts[]>;
}

/**
 * Pods that the scheduler finds no node for, and why in plain words: those reasons first that no autoscaler mends. What
 * the scheduler itself says is always kept.
 *
 * @param now - moment by which waiting is counted
 */
export function unplacedPods(
  { nodes, pods }: Pick<ClusterReading, "nodes" | "pods">,
  now: Moment,
): readonly UnplacedPod[] {
  const unplaced = pods.filter(({ unplaced: needs }) => needs !== undefined);
  if (unplaced.length === 0) return [];
  const podsOn = podsByNode(pods);
  return unplaced.flatMap(({ row, unplaced: needs }) =>
    needs === undefined
      ? []
      : [judged({ pod: row, needs, nodes, podsOn, candidates: candidatesOf(row.os, needs, nodes) }, now)],
  );
}

function judged(placement: Placement, now: Moment): UnplacedPod {
  const { pod, needs } = placement;
  const reasons = [
    ...osReasons(placement),
    ...labelReasons(placement),
    ...taintReasons(placement),
    ...imageReasons(placement),
    ...roomReasons(placement),
  ];
  const [first = fallback(needs.scheduler)] = reasons;
  const waited = Date.parse(now) - Date.parse(needs.since);
  return {
    namespace: pod.namespace,
    name: pod.name,
    ...(pod.os === "" ? {} : { os: pod.os }),
    since: needs.since,
    reasons: reasons.length === 0 ? [first] : reasons,
    scheduler: needs.scheduler,
    severity: waited > patienceMinutes * 60_000 ? "error" : "warning",
    message: `Pod ${pod.namespace}/${pod.name} finds no node. ${first}`,
    url: page,
  };
}

function fallback(scheduler: string): string {
  const [most] = [...schedulerReasons(scheduler)].sort((a, b) => b.nodes - a.nodes);
  return most === undefined
    ? `The scheduler says: ${scheduler}`
    : `The scheduler says of ${String(most.nodes)} of the nodes: ${most.text}.`;
}

function candidatesOf(os: NodeOs | "", needs: PodNeeds, nodes: readonly NodeFacts[]): readonly NodeFacts[] {
  const selector = Object.entries(needs.nodeSelector);
  return nodes.filter(
    ({ row, labels }) =>
      (os === "" || row.os === os) && selector.every(([key, value]) => labels[key] === value),
  );
}

function podsByNode(pods: readonly PodFacts[]): ReadonlyMap<string, readonly PodFacts[]> {
  const byNode = new Map<string, PodFacts[]>();
  for (const pod of pods) {
    if (pod.row.node === "" || !pod.takesRoom) continue;
    const others = byNode.get(pod.row.node);
    if (others === undefined) byNode.set(pod.row.node, [pod]);
    else others.push(pod);
  }
  return byNode;
}
