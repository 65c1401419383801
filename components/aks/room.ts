import { nodeCapacity } from "../../catalogue/capacity";
import { vmSize } from "../../catalogue/vm-sizes";
import type { AksConfig } from "../../config/schema/aks";
import { maxPodsOf, nodeCounts } from "../../config/schema/aks/pool-facts";
import type { Room } from "../room";
import { roomOf } from "../room";

/**
 * What pods find on the Windows nodes of a stack.
 *
 * @param config - the stack's configuration
 * @returns `undefined` where nothing is known, see {@link roomOf}
 */
export function aksWindowsRoom({
  nodePools,
  network,
}: Pick<AksConfig, "nodePools" | "network">): Room | undefined {
  const windows = nodePools.filter(({ os }) => os === "Windows");
  return roomOf(
    windows.map((pool) => ({
      name: pool.name,
      nodes: nodeCounts(pool).max,
      node: nodeRoom(pool.vmSize, maxPodsOf(pool, network)),
    })),
  );
}

function nodeRoom(size: string, maxPods: number): Room | undefined {
  const machine = vmSize(size);
  if (machine === undefined) return undefined;
  const { vCpus, memoryGiB } = machine;
  const { memoryForPodsGiB, pods } = nodeCapacity({ platform: "aks", os: "Windows", memoryGiB, maxPods });
  return memoryForPodsGiB === undefined ? undefined : { vCpus, memoryGiB: memoryForPodsGiB, pods };
}
