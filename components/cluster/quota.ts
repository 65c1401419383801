import type * as kubernetes from "@pulumi/kubernetes";
import type { NamespaceConfig } from "../../config/schema/in-cluster";
import type { Room } from "../room";

/** Where nobody knows what the nodes have: room for a first team. */
const unknownRoom: Room = { vCpus: 16, memoryGiB: 32, pods: 50 };

/**
 * The quota of a namespace. What the configuration leaves open is what the Windows nodes have for pods, so that limits
 * within the quota fit there, wherever its pods land: Windows has no OOM killer, and a node whose pods together may use
 * more than it has pages until it stops answering. Linux forgives more; a namespace for Linux sets its own numbers.
 *
 * @param quota - numbers of the configuration
 * @param windowsRoom - what pods find on the Windows nodes, if that is known
 * @see https://kubernetes.io/docs/concepts/configuration/windows-resource-management/ (read 2026-11-23)
 */
export function quotaSpec(
  { cpu, memory, pods }: NamespaceConfig["quota"],
  windowsRoom: Room | undefined,
): kubernetes.types.input.core.v1.ResourceQuotaSpec {
  const room = windowsRoom ?? unknownRoom;
  return {
    hard: {
      "limits.cpu": cpu ?? String(room.vCpus),
      "limits.memory": memory ?? showMemory(room.memoryGiB),
      pods: pods ?? String(room.pods),
    },
  };
}

function showMemory(gibibytes: number): string {
  return gibibytes >= 1 ? `${String(Math.floor(gibibytes))}Gi` : `${String(Math.floor(gibibytes * 1024))}Mi`;
}
