import type { Cloud } from "../cloud";
import { randomUUID } from "node:crypto";
import type { ArmError } from "../errors";
import { badRequest } from "../errors";
import type { JsonObject } from "../../clouds/json";
import { numberAt, objectAt, sameJson, textAt } from "../../clouds/json";
import type { ResourceId } from "../resource-id";
import { parseResourceId } from "../resource-id";
import type { Put, ResourceType, Rule } from "../resource-type";
import type { ProvisioningState, StoredResource } from "../store";
import { agentPoolType, aksId, clusterIdOf, controlPlaneId } from "./ids";
import { aksConflict } from "./locks";
import type { PoolOfCluster } from "./nodes";
import { poolLabel } from "./nodes";
import type { PoolCheck } from "./pool-check";
import { completePool } from "./pool-defaults";
import { firstRefusal } from "./pool-rules";
import { minutes, reconcilePool } from "./pool-work";

/** A stored pool with its cluster, for work on its nodes. */
export function poolOfCluster(cloud: Cloud, pool: StoredResource): PoolOfCluster {
  const clusterId = clusterIdOf(pool.id);
  const cluster = cloud.store.find(clusterId);
  const windows = textAt(pool.body, "properties.osType") === "Windows";
  return {
    clusterId: cluster?.id ?? clusterId,
    cluster: cluster?.body ?? {},
    name: parseResourceId(pool.id).name,
    pool: objectAt(pool.body, "properties"),
    generation: windows ? (textAt(cluster?.hidden, "windowsPassword") ?? "") : "",
  };
}

/** The properties of the pools of a cluster, but for one. */
function otherPools(cloud: Cloud, clusterId: string, name: string): readonly JsonObject[] {
  return cloud.store
    .children(clusterId, agentPoolType)
    .filter((pool) => parseResourceId(pool.id).name !== name)
    .map((pool) => objectAt(pool.body, "properties"));
}

function checkOf({ cloud, id, requested, before }: Put): PoolCheck {
  const clusterId = clusterIdOf(id.text);
  const cluster = cloud.store.find(clusterId)?.body ?? {};
  const properties = objectAt(requested, "properties");
  const old = before === undefined ? undefined : objectAt(before.body, "properties");
  return {
    cloud,
    clusterId,
    cluster,
    name: id.name,
    requested: properties,
    pool: completePool(cluster, properties, old),
    before: old,
    siblings: otherPools(cloud, clusterId, id.name),
  };
}

const someSystemPoolStays: Rule<Put> = (put) => {
  const { before, pool, siblings } = checkOf(put);
  const demotes = textAt(before, "mode") === "System" && textAt(pool, "mode") !== "System";
  return demotes && !siblings.some((other) => textAt(other, "mode") === "System")
    ? lastSystemPool()
    : undefined;
};

function lastSystemPool(): ArmError {
  return badRequest(
    "OperationNotAllowed",
    "There has to be at least one agent pool of mode System in a managed cluster. For more information, please check https://aka.ms/aks/system-node-pools",
    "agentPoolProfile.mode",
  );
}

/** @see https://learn.microsoft.com/azure/aks/quotas-skus-regions */
const clusterHoldsHundredPools: Rule<Put> = ({ cloud, id, before }) =>
  before === undefined && cloud.store.children(clusterIdOf(id.text), agentPoolType).length >= 100
    ? badRequest("AgentPoolCountExceedsQuotaLimit", "A managed cluster can have at most 100 agent pools.")
    : undefined;

/** What the pool does while the work runs, in Azure's words. */
function stateOf(before: JsonObject | undefined, pool: JsonObject): ProvisioningState {
  if (before === undefined) return "Creating";
  if (textAt(before, "currentOrchestratorVersion") !== textAt(pool, "currentOrchestratorVersion"))
    return "Upgrading";
  if (textAt(before, "powerState.code") !== textAt(pool, "powerState.code")) {
    return textAt(pool, "powerState.code") === "Stopped" ? "Stopping" : "Starting";
  }
  return numberAt(before, "count") === numberAt(pool, "count") ? "Updating" : "Scaling";
}

/**
 * Node pools of AKS clusters.
 *
 * @see https://learn.microsoft.com/rest/api/aks/agent-pools
 */
export const agentPool: ResourceType = {
  type: agentPoolType,
  canonicalId: (id: ResourceId) => aksId(id),
  conflict: aksConflict,
  rules: [(put) => firstRefusal(checkOf(put)), someSystemPoolStays, clusterHoldsHundredPools],
  complete: (put) => {
    const { pool, before } = checkOf(put);
    return { body: { properties: pool }, state: stateOf(before, pool) };
  },
  apply: async ({ cloud, after }, work) => {
    await reconcilePool(cloud, poolOfCluster(cloud, after), work);
  },
  deleteRules: [
    ({ cloud, resource }) => {
      const { name } = parseResourceId(resource.id);
      const others = otherPools(cloud, clusterIdOf(resource.id), name);
      const isLast =
        textAt(resource.body, "properties.mode") === "System" &&
        !others.some((pool) => textAt(pool, "mode") === "System");
      return isLast ? lastSystemPool() : undefined;
    },
  ],
  remove: async ({ cloud, resource, query }, work) => {
    const of = poolOfCluster(cloud, resource);
    if (query["ignore-pod-disruption-budget"] !== "true") {
      await reconcilePool(cloud, { ...of, pool: { ...of.pool, count: 0 } }, work);
      return;
    }
    const cluster = controlPlaneId(of.clusterId);
    const nodes = await cloud.clusters.nodes(cluster, poolLabel, of.name);
    await work.take(minutes.Linux.remove);
    await cloud.clusters.removeNodes(
      cluster,
      nodes.map((node) => node.name),
    );
  },
  view: (_cloud, resource) => ({
    properties: { ...objectAt(resource.body, "properties"), eTag: resource.etag },
  }),
  actions: {
    upgradeNodeImageVersion: async ({ cloud, resource }, work) => {
      const pool = objectAt(resource.body, "properties");
      const fresh = completePool(poolOfCluster(cloud, resource).cluster, pool, {
        ...pool,
        currentOrchestratorVersion: "",
      });
      const image = textAt(fresh, "nodeImageVersion") ?? "";
      const after = {
        ...resource,
        etag: randomUUID(),
        body: { properties: { ...pool, nodeImageVersion: image } },
      };
      if (resource.state === "Succeeded" && sameJson(resource.body, after.body)) return after.body;
      cloud.store.save({ ...after, state: "UpgradingNodeImageVersion" });
      try {
        await reconcilePool(cloud, poolOfCluster(cloud, after), work);
      } catch (error) {
        cloud.store.settle(after.id, "Failed");
        throw error;
      }
      cloud.store.settle(after.id, "Succeeded");
      return after.body;
    },
  },
};
