import { stackRule } from "../rule";
import { memoryForPodsGiB, memoryLimitGiB, showGiB } from "../scopes/memory";
import { type NodePool, nodePools } from "../scopes/node-pools";
import { reachablePools } from "../scopes/placement";
import { podCount } from "../scopes/pod-count";
import { mostNodes, poolResources } from "../scopes/pool-size";
import { windowsPods } from "../scopes/windows-pods";
import type { Stack } from "../stack";

/** What can run on a Windows pool only fits it. */
export const windowsPodsFitPoolTogether = stackRule({
  name: "windows-pods-fit-pool-together",
  level: "advisory",
  description:
    "The memory limits of all Windows pods of the program that fit one pool only are together no more than its nodes have.",
  sources: [
    "https://kubernetes.io/docs/concepts/configuration/windows-resource-management/",
    "https://docs.aws.amazon.com/eks/latest/best-practices/windows-oom.html",
  ],
  scope: poolResources,
  *check(resource, stack) {
    for (const pool of nodePools(stack)) {
      if (pool.resource !== resource || pool.os !== "windows") continue;
      const nodes = mostNodes(pool);
      const room = memoryForPodsGiB(pool);
      if (nodes === undefined || room === undefined) continue;
      const wanted = limitsOn(pool, nodes, stack);
      if (wanted <= nodes * room) continue;
      yield {
        field: pool.resource.type.startsWith("aws:") ? "scalingConfig" : "count",
        problem: `is at most ${nodes} nodes with ${showGiB(nodes * room)} for pods, and the pods that fit this pool only have memory limits of ${showGiB(wanted)} together`,
        reason:
          "The rest of each node is kept for Windows and the kubelet, and without an OOM killer nodes page and stop answering when the pods use what they may",
        fix: "Allow more nodes, use larger machines, or lower limits and replicas",
      };
    }
  },
});

/** Memory limits in GiB of all pods that can be placed on this Windows pool and on no other. */
function limitsOn(pool: NodePool, nodes: number, stack: Stack): number {
  return stack
    .subjects(windowsPods)
    .filter((pod) => {
      const windows = reachablePools(pod, stack).filter(({ os }) => os === "windows");
      return windows.length === 1 && windows[0] === pool;
    })
    .reduce((sum, pod) => sum + podCount(pod, nodes, stack) * (memoryLimitGiB(pod) ?? 0), 0);
}
