import type { Problem } from "../problem";

/** What may have been made by other means. */
interface Adoptable {
  readonly adopted?: object | undefined;
  readonly nodePools: readonly { readonly adopted?: { readonly name: string } | undefined }[];
}

/**
 * Adopted pools of a cluster that the stack makes itself, and pools of one name in the cloud.
 *
 * @param config - a configuration of AKS or EKS
 */
export function poolsWithoutCluster({ adopted, nodePools }: Adoptable): Problem[] {
  return nodePools.flatMap((pool, index) => {
    if (pool.adopted === undefined) return [];
    const path = `nodePools[${String(index)}].adopted`;
    if (adopted === undefined) {
      const reason = "has no meaning in a stack that makes its own cluster";
      return [{ path, reason, fix: "remove it, or set adopted of the cluster, as mullion adopt writes it" }];
    }
    const { name } = pool.adopted;
    const first = nodePools.findIndex((other) => other.adopted?.name === name);
    if (first === index) return [];
    const reason = `must be unique, but nodePools[${String(first)}] is the same pool`;
    return [{ path: `${path}.name`, value: name, reason, fix: "correct one of them" }];
  });
}
