import type { Inventory, Pool } from "../../inventory/inventory";
import type { Finding } from "../classified";
import { refusal } from "./refusal";

/**
 * The refusal to take the mode System from the last pool that has it, or to delete that pool. Only pools of the input
 * are known.
 *
 * @param pool - the pool before and after; without an after it is deleted
 * @param inventory - everything that the input holds
 */
export function lastSystemPool(pool: Pool, inventory: Inventory): readonly Finding[] {
  if (pool.platform !== "aks" || pool.old?.mode !== "System" || pool.new?.mode === "System") return [];
  const goesWithCluster =
    pool.cluster !== undefined && inventory.byUrn.get(pool.cluster)?.step.op === "delete";
  const others = inventory.pools.filter((other) => other !== pool && other.cluster === pool.cluster);
  if (goesWithCluster || others.some((other) => other.new?.mode === "System")) return [];
  const code = pool.inline === undefined ? "OperationNotAllowed" : "MustDefineAtLeastOneSystemPool";
  const platform = "AKS refuses a cluster without a pool of mode System, and this is the last one.";
  return [refusal(code, platform, "Have another system pool before.", ["aks-last-system-pool"])];
}
