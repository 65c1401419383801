import { isJson, type Json } from "./json";

const clusterType = /^azure-native(?:_containerservice_v\w+)?:containerservice(?:\/v\w+)?:ManagedCluster$/;
const poolType = /^azure-native(?:_containerservice_v\w+)?:containerservice(?:\/v\w+)?:AgentPool$/;

/** A state after {@link settle}. */
export interface Settled {
  /** The resources, in their order. */
  readonly resources: readonly unknown[];
  /** Names of the pools whose copies were taken out. */
  readonly removed: readonly string[];
}

/**
 * Takes the copies of node pools out of the inputs of their AKS cluster. Azure answers a cluster with all of its pools,
 * an import takes them for the cluster's own, and the next change of the cluster would send them all. A pool stays inline
 * unless the state has it as a resource of its own.
 *
 * @param resources - of a deployment of version 3, as `pulumi stack export` writes it
 * @see https://github.com/pulumi/pulumi-azure-native/issues/4264
 */
export function settle(resources: readonly unknown[]): Settled {
  const own = new Set(
    resources
      .filter(isJson)
      .filter(({ type }) => typeof type === "string" && poolType.test(type))
      .map(({ inputs }) => poolKey(inputs)),
  );
  const removed: string[] = [];
  const settled = resources.map((resource) => {
    if (!isJson(resource) || typeof resource["type"] !== "string" || !clusterType.test(resource["type"]))
      return resource;
    const { inputs } = resource;
    if (!isJson(inputs) || !Array.isArray(inputs["agentPoolProfiles"])) return resource;
    const isCopy = (pool: unknown) =>
      isJson(pool) && own.has(key(inputs["resourceGroupName"], inputs["resourceName"], pool["name"]));
    const pools: readonly unknown[] = inputs["agentPoolProfiles"];
    removed.push(...pools.filter(isCopy).map((pool) => (isJson(pool) ? String(pool["name"]) : "")));
    return { ...resource, inputs: { ...inputs, agentPoolProfiles: pools.filter((pool) => !isCopy(pool)) } };
  });
  return { resources: settled, removed };
}

function poolKey(inputs: unknown): string {
  const { resourceGroupName, resourceName, agentPoolName }: Json = isJson(inputs) ? inputs : {};
  return key(resourceGroupName, resourceName, agentPoolName);
}

/** Azure does not tell upper case from lower case. */
function key(...parts: readonly unknown[]): string {
  return JSON.stringify(parts).toLowerCase();
}
