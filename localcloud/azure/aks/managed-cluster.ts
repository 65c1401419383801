import { randomUUID } from "node:crypto";
import type { Cloud } from "../cloud";
import type { JsonObject } from "../../clouds/json";
import { objectAt, objectsAt, textAt } from "../../clouds/json";
import type { Work } from "../../clouds/work";
import { parseResourceId, resourceGroupId, resourceGroupType } from "../resource-id";
import type { Accepted, Put, ResourceType, Rule } from "../resource-type";
import type { ProvisioningState, StoredResource } from "../store";
import { poolOfCluster } from "./agent-pool";
import { completeCluster } from "./cluster-defaults";
import { clusterRules } from "./cluster-rules";
import { adminCredentials, userCredentials } from "./credentials";
import { agentPoolType, aksId, controlPlaneId, managedClusterType, nodeResourceGroup, poolId } from "./ids";
import { gmsaKind } from "./gmsa-kind";
import { systemObjects } from "./kube-system";
import { aksConflict } from "./locks";
import { monitoringAgents } from "./monitoring-agents";
import type { PoolCheck } from "./pool-check";
import { completePool } from "./pool-defaults";
import { firstRefusal } from "./pool-rules";
import { fitsControlPlane } from "./pool-version";
import { reconcilePool } from "./pool-work";
import { hiddenPassword } from "./windows-profile";

/** Minutes that work on the cluster itself takes in Azure: the middle of what is known. */
const minutes = { create: 6, update: 2, upgrade: 10, remove: 8 } as const;

/** The pools in a cluster's body, as checks see them. */
function inlinePools(put: Put): readonly PoolCheck[] {
  const cluster = completeCluster(put);
  const clusterId = put.before?.id ?? aksId(put.id);
  const inline = objectsAt(put.requested, "properties.agentPoolProfiles").map((profile) => {
    const { name: given, ...requested } = profile;
    const name = typeof given === "string" ? given : "";
    const stored = put.cloud.store.find(poolId(clusterId, name));
    const before = stored === undefined ? undefined : objectAt(stored.body, "properties");
    return { name, requested, before, pool: completePool(cluster, requested, before) };
  });
  const names = new Set(inline.map(({ name }) => name));
  const others = put.cloud.store
    .children(clusterId, agentPoolType)
    .filter((pool) => !names.has(parseResourceId(pool.id).name))
    .map((pool) => objectAt(pool.body, "properties"));
  return inline.map((each) => ({
    ...each,
    cloud: put.cloud,
    clusterId,
    cluster,
    siblings: [...inline.filter((other) => other !== each).map(({ pool }) => pool), ...others],
  }));
}

const inlinePoolsAreSound: Rule<Put> = (put) => {
  for (const check of inlinePools(put)) {
    const refusal = firstRefusal(check);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

/** Pools that are not in the body must still fit a control plane that moves on. */
const otherPoolsFit: Rule<Put> = (put) => {
  if (put.before === undefined) return undefined;
  const cluster = completeCluster(put);
  for (const stored of put.cloud.store.children(put.before.id, agentPoolType)) {
    const refusal = fitsControlPlane({ cluster, pool: objectAt(stored.body, "properties") });
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

function poolPart(check: PoolCheck): StoredResource {
  const id = poolId(check.clusterId, check.name);
  const stored = check.cloud.store.find(id);
  return {
    id: stored?.id ?? id,
    type: agentPoolType,
    parent: check.clusterId,
    body: { properties: check.pool },
    hidden: {},
    state: stored === undefined ? "Creating" : "Updating",
    etag: randomUUID(),
  };
}

/** The group that holds the cluster's machines: made with the cluster, gone with it. */
function machineGroup(put: Put, cluster: JsonObject): StoredResource {
  const id = resourceGroupId(put.id.subscription, nodeResourceGroup(put.id.text, cluster));
  const tags = objectAt(cluster, "tags");
  const body: JsonObject = {
    location: textAt(cluster, "location") ?? "",
    managedBy: aksId(put.id),
    tags,
    properties: {},
  };
  return {
    id,
    type: resourceGroupType,
    parent: undefined,
    body,
    hidden: {},
    state: "Succeeded",
    etag: randomUUID(),
  };
}

function stateOf(before: StoredResource | undefined, body: JsonObject): ProvisioningState {
  if (before === undefined) return "Creating";
  const version = "properties.currentKubernetesVersion";
  return textAt(before.body, version) === textAt(body, version) ? "Updating" : "Upgrading";
}

async function apply({ cloud, after, before }: Accepted, work: Work): Promise<void> {
  const cluster = controlPlaneId(after.id);
  const { name } = parseResourceId(after.id);
  await cloud.clusters.start(cluster, {
    serviceCidr: textAt(after.body, "properties.networkProfile.serviceCidr") ?? "10.0.0.0/16",
    kubernetesVersion: textAt(after.body, "properties.currentKubernetesVersion") ?? "",
    progress: (message) => {
      work.progress(`cluster ${name}: ${message}`);
    },
  });
  const kind = stateOf(before, after.body);
  await work.take(
    kind === "Creating" ? minutes.create : kind === "Upgrading" ? minutes.upgrade : minutes.update,
  );
  if (kind === "Creating" || before?.state === "Failed") await cloud.clusters.apply(cluster, systemObjects());
  const agents = monitoringAgents(after.body);
  await cloud.clusters.apply(cluster, [...gmsaKind(after.body), ...agents.on]);
  if (before !== undefined) await cloud.clusters.delete(cluster, agents.off);
  for (const pool of cloud.store.children(after.id, agentPoolType)) {
    await workOnPool(cloud, pool, work);
  }
}

async function workOnPool(cloud: Cloud, pool: StoredResource, work: Work): Promise<void> {
  try {
    await reconcilePool(cloud, poolOfCluster(cloud, pool), work);
    cloud.store.save({ ...pool, state: "Succeeded" });
  } catch (error) {
    cloud.store.save({ ...pool, state: "Failed" });
    throw error;
  }
}

/**
 * AKS clusters. Pools in the body are written as resources of their own; GET puts all pools of the cluster back
 * into the answer, also those that were made alone.
 *
 * @see https://learn.microsoft.com/rest/api/aks/managed-clusters
 */
export const managedCluster: ResourceType = {
  type: managedClusterType,
  displayType: "Microsoft.ContainerService/ManagedClusters",
  canonicalId: aksId,
  conflict: aksConflict,
  rules: [...clusterRules, inlinePoolsAreSound, otherPoolsFit],
  complete: (put) => {
    const body = completeCluster(put);
    const group = put.before === undefined ? [machineGroup(put, body)] : [];
    return {
      body,
      hidden: hiddenPassword(put),
      parts: [...group, ...inlinePools(put).map(poolPart)],
      state: stateOf(put.before, body),
    };
  },
  apply,
  remove: async ({ cloud, resource }, work) => {
    work.progress(`cluster ${parseResourceId(resource.id).name}: ending the control plane`);
    await work.take(minutes.remove);
    await cloud.clusters.remove(controlPlaneId(resource.id));
    const { subscription } = parseResourceId(resource.id);
    cloud.store.remove(resourceGroupId(subscription, nodeResourceGroup(resource.id, resource.body)));
  },
  view: (cloud, resource) => ({
    ...resource.body,
    eTag: resource.etag,
    properties: {
      ...objectAt(resource.body, "properties"),
      agentPoolProfiles: cloud.store.children(resource.id, agentPoolType).map((pool) => ({
        name: parseResourceId(pool.id).name,
        ...objectAt(pool.body, "properties"),
        eTag: pool.etag,
        provisioningState: pool.state,
      })),
    },
  }),
  actions: { listClusterUserCredential: userCredentials, listClusterAdminCredential: adminCredentials },
};
