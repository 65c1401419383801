import type { Cloud } from "../cloud";
import { ArmError } from "../errors";
import { nameAfter } from "../resource-id";
import type { ResourceId } from "../resource-id";
import type { Operation } from "../store";
import { clusterIdOf } from "./ids";

/**
 * What stands in the way of work on a cluster or a pool. Work on a cluster excludes everything else in it; two
 * pools can be worked on at the same time; what is being deleted takes nothing but a deletion.
 *
 * @see https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/operationnotallowed
 */
export function aksConflict(cloud: Cloud, id: ResourceId, kind: string): ArmError | undefined {
  const clusterId = clusterIdOf(id.text);
  const cluster = cloud.store.find(clusterId);
  if (kind !== "delete" && [cluster?.state, cloud.store.find(id.text)?.state].includes("Deleting")) {
    return notAllowed(
      `Operation is not allowed because there's an in progress delete operation: no other operation can be done since deletion was issued.`,
    );
  }
  const isPool = id.key !== clusterId.toLowerCase();
  for (const running of cloud.store.operations()) {
    const conflict = conflictWith(cloud, running, {
      clusterKey: clusterId.toLowerCase(),
      key: id.key,
      isPool,
    });
    if (conflict !== undefined) return conflict;
  }
  return undefined;
}

function conflictWith(
  cloud: Cloud,
  running: Operation,
  target: { readonly clusterKey: string; readonly key: string; readonly isPool: boolean },
): ArmError | undefined {
  const state = cloud.store.find(running.resource)?.state ?? "Updating";
  const since = ` The previous operation started at ${running.startedAt.toISOString()}.`;
  if (running.resource === target.clusterKey) {
    return notAllowed(
      `Operation is not allowed: Another operation (${state}) is in progress, please wait for it to finish before starting a new operation.${since} See https://aka.ms/aks-pending-operation for more details`,
    );
  }
  if (!running.resource.startsWith(`${target.clusterKey}/agentpools/`)) return undefined;
  const pool = nameAfter(running.resource, "agentPools") ?? "";
  if (!target.isPool) {
    return notAllowed(
      `Managed Cluster operation is not allowed: Another operation is in progress on agent pool (${pool} - ${state}), please wait for it to finish before starting a new operation.${since} See https://aka.ms/aks-pending-operation for more details`,
    );
  }
  return running.resource === target.key || cloud.switches.serialPools
    ? notAllowed(
        `Operation is not allowed: Another agentpool operation (${pool} - ${state}) is in progress, please wait for it to finish before starting a new operation.${since} See https://aka.ms/aks-pending-operation for more details`,
      )
    : undefined;
}

function notAllowed(message: string): ArmError {
  return new ArmError(409, "OperationNotAllowed", message);
}
