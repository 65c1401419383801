import { kubeletMaxPods, nodeCapacity } from "../../catalogue/capacity";
import { eksWindowsMaxPods, instanceType } from "../../catalogue/instance-types";
import type { EksConfig } from "../../config/schema/eks";
import type { EksNodePool, EksWindowsPool } from "../../config/schema/eks/pools";
import type { Room } from "../room";
import { roomOf } from "../room";

/**
 * What pods find on the Windows nodes of a stack.
 *
 * @param config - the stack's configuration
 * @returns `undefined` where nothing is known, see {@link roomOf}
 */
export function eksWindowsRoom({
  nodePools,
  network,
}: Pick<EksConfig, "nodePools" | "network">): Room | undefined {
  return roomOf(
    nodePools.filter(isWindows).map((pool) => ({
      name: pool.name,
      nodes: pool.autoscale?.max ?? pool.count ?? 0,
      node: nodeRoom(pool, network.windowsPrefixDelegation),
    })),
  );
}

function isWindows(pool: EksNodePool): pool is EksWindowsPool {
  return pool.os === "Windows";
}

/** The room of the pool's smallest machine: AWS may choose any of its types. */
function nodeRoom({ instanceTypes, kubelet }: EksWindowsPool, prefixDelegation: boolean): Room | undefined {
  const most = kubelet?.maxPods ?? kubeletMaxPods;
  const rooms = instanceTypes.flatMap((type) => machineRoom(type, prefixDelegation, most) ?? []);
  if (rooms.length < instanceTypes.length) return undefined;
  return {
    vCpus: Math.min(...rooms.map(({ vCpus }) => vCpus)),
    memoryGiB: Math.min(...rooms.map(({ memoryGiB }) => memoryGiB)),
    pods: Math.min(...rooms.map(({ pods }) => pods)),
  };
}

function machineRoom(type: string, prefixDelegation: boolean, most: number): Room | undefined {
  const machine = instanceType(type);
  const addresses = eksWindowsMaxPods(type, { prefixDelegation });
  if (machine === undefined || addresses === undefined) return undefined;
  const { vCpus, memoryGiB } = machine;
  const maxPods = Math.min(addresses, most);
  const { memoryForPodsGiB, pods } = nodeCapacity({ platform: "eks", os: "Windows", memoryGiB, maxPods });
  return memoryForPodsGiB === undefined ? undefined : { vCpus, memoryGiB: memoryForPodsGiB, pods };
}
