import { badRequest } from "../errors";
import { objectsAt, textAt } from "../../clouds/json";
import { parseResourceId } from "../resource-id";
import type { Put, Rule } from "../resource-type";
import { agentPoolType, managedClusterType } from "./ids";
import { invalidParameter } from "./pool-check";

const poolsAreGiven: Rule<Put> = ({ requested, before }) => {
  const pools = objectsAt(requested, "properties.agentPoolProfiles");
  if (before === undefined && pools.length === 0)
    return badRequest(
      "InvalidParameter",
      "Required parameter agentPoolProfiles is missing (null).",
      "agentPoolProfiles",
    );
  if (before === undefined && textAt(pools[0], "osType") === "Windows")
    return invalidParameter("agentPoolProfiles", "the first agent pool must run Linux.");
  const names = pools.map((pool) => textAt(pool, "name") ?? "");
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? undefined
    : invalidParameter("agentPoolProfiles", `the agent pool name '${twice}' is used twice.`);
};

const someSystemPool: Rule<Put> = ({ cloud, requested, before }) => {
  const inline = objectsAt(requested, "properties.agentPoolProfiles");
  const names = new Set(inline.map((pool) => pool["name"]));
  const others =
    before === undefined
      ? []
      : cloud.store
          .children(before.id, agentPoolType)
          .filter((pool) => !names.has(pool.id.split("/").at(-1) ?? ""));
  const modes = [
    ...inline.map((pool) => textAt(pool, "mode")),
    ...others.map((pool) => textAt(pool.body, "properties.mode")),
  ];
  return modes.includes("System")
    ? undefined
    : badRequest(
        "MustDefineAtLeastOneSystemPool",
        "Must define at least one system pool. For more information, please check https://aka.ms/aks/system-node-pools",
        "agentPoolProfiles",
      );
};

/** Pools that a cluster's PUT leaves out stay as they are; pools that it names must exist. */
const noNewPools: Rule<Put> = ({ cloud, requested, before }) => {
  if (before === undefined) return undefined;
  const present = new Set(
    cloud.store.children(before.id, agentPoolType).map((pool) => pool.id.split("/").at(-1)),
  );
  const stranger = objectsAt(requested, "properties.agentPoolProfiles")
    .map((pool) => textAt(pool, "name") ?? "")
    .find((name) => !present.has(name));
  return stranger === undefined
    ? undefined
    : badRequest(
        "BadRequest",
        `A new agent pool was introduced. Adding agent pools to an existing cluster is not allowed through managed cluster operations. For agent pool specific change, please use per agent pool operations: https://aka.ms/agent-pool-rest-api (agent pool '${stranger}')`,
        "agentPoolProfiles",
      );
};

/** Clusters that a subscription can have, over all regions. @see https://learn.microsoft.com/azure/aks/quotas-skus-regions */
const clustersPerSubscription = 5000;

const subscriptionHasRoom: Rule<Put> = ({ cloud, id, before }) => {
  if (before !== undefined) return undefined;
  const count = cloud.store
    .ofType(managedClusterType)
    .filter((cluster) => parseResourceId(cluster.id).subscription === id.subscription).length;
  return count < clustersPerSubscription
    ? undefined
    : badRequest(
        "ManagedClusterCountExceedsQuotaLimit",
        `The subscription has ${String(count)} managed clusters; at most ${String(clustersPerSubscription)} are allowed.`,
      );
};

/** Rules about which pools a cluster's body names. */
export const clusterPoolRules: readonly Rule<Put>[] = [
  subscriptionHasRoom,
  poolsAreGiven,
  someSystemPool,
  noNewPools,
];
