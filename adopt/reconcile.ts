import { differencesOf, type Difference } from "./differences";
import type { PoolMatch } from "./draft";
import type { Found, FoundObject } from "./found";
import { isJson, type Json } from "./json";
import { logicalName, typeOf, type PlannedResource } from "./plan";

/** A resource of the program and the object that it takes over. */
export interface Match {
  readonly resource: PlannedResource;
  readonly object: FoundObject;
  /** What the program would set otherwise: what has to stay as it is. */
  readonly differences: readonly Difference[];
}

/** What becomes of the program's resources. */
export interface Reconciled {
  readonly matches: readonly Match[];
  /** Resources that the cluster lacks: the first deployment makes them. */
  readonly creates: readonly PlannedResource[];
}

/**
 * Finds for each resource of the program the object that it takes over, and where the two disagree.
 *
 * @param planned - what the program asks for with the draft of the configuration
 * @param found - the cluster
 * @param pools - which pool of the configuration is which in the cloud
 */
export function reconcile(
  planned: readonly PlannedResource[],
  found: Found,
  pools: readonly PoolMatch[],
): Reconciled {
  const custom = planned.filter((resource) => resource.custom);
  const matches = custom.flatMap((resource): Match[] => {
    const object = objectOf(resource, found, pools);
    if (object === undefined) return [];
    const properties = comparable(resource, object);
    return [
      { resource, object, differences: differencesOf(resource.inputs, properties, resource.ignoreChanges) },
    ];
  });
  const taken = new Set(matches.map(({ resource }) => resource.urn));
  return { matches, creates: custom.filter(({ urn }) => !taken.has(urn)) };
}

function objectOf(
  resource: PlannedResource,
  found: Found,
  pools: readonly PoolMatch[],
): FoundObject | undefined {
  const type = typeOf(resource);
  if (type === found.cluster.type) return found.cluster;
  const addOn = found.others.find(
    (other) => other.type === type && other.name === resource.inputs["addonName"],
  );
  if (addOn !== undefined) return addOn;
  const pool = pools.find(({ name, slot }) => logicalName(resource).includes(`-pool-${name}${slot}-`));
  return found.pools.find((object) => object.type === type && object.name === pool?.physicalName);
}

/** The object with the parts that the program names: of the inline pools, Azure answers all. */
function comparable({ inputs }: PlannedResource, { properties }: FoundObject): Json {
  const [wanted, there] = [inputs["agentPoolProfiles"], properties["agentPoolProfiles"]];
  if (!Array.isArray(wanted) || !Array.isArray(there)) return properties;
  const pools: readonly unknown[] = there;
  const system = pools.find(
    (pool) => isJson(pool) && pool["mode"] === "System" && pool["osType"] !== "Windows",
  );
  return { ...properties, agentPoolProfiles: system === undefined ? [] : [system] };
}
