import { stackRule } from "../rule";
import { memoryForPodsGiB, memoryLimitGiB, showGiB } from "../scopes/memory";
import { reachablePools } from "../scopes/placement";
import { windowsPods } from "../scopes/windows-pods";
import { inWords } from "../text";

/** A Windows pod's limits fit a node that it can be placed on. */
export const windowsPodFitsNode = stackRule({
  name: "windows-pod-fits-node",
  level: "advisory",
  description:
    "The memory limits of a Windows pod fit a node of every Windows pool that it can be placed on.",
  sources: [
    "https://kubernetes.io/docs/concepts/configuration/windows-resource-management/",
    "https://docs.aws.amazon.com/eks/latest/best-practices/windows-oom.html",
  ],
  scope: windowsPods,
  *check(pod, stack) {
    const limit = memoryLimitGiB(pod);
    if (limit === undefined) return;
    const small = reachablePools(pod, stack)
      .filter(({ os }) => os === "windows")
      .flatMap((pool) => {
        const room = memoryForPodsGiB(pool);
        return room === undefined || room >= limit ? [] : [`${pool.title} (${showGiB(room)})`];
      });
    if (small.length === 0) return;
    yield {
      field: pod.spec.pathTo("containers"),
      problem: `have memory limits of ${showGiB(limit)} together, more than a node has for pods in ${inWords(small)}`,
      reason:
        "The rest of its memory is kept for Windows and the kubelet, and without an OOM killer the node pages and stops answering before the limit is reached",
      fix: "Lower the limits, or use larger machines",
    };
  },
});
