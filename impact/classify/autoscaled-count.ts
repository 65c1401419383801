import type { Pool } from "../inventory/inventory";
import type { Change } from "./change";
import type { Finding } from "./classified";
import { refusal } from "./laws/refusal";

/**
 * The refusal of a new count for a pool that the cluster autoscaler scales before and after. New bounds may bring a new
 * count with them.
 *
 * @param change - a change of the pool, its keys as the table spells them
 * @param pool - the pool
 * @returns `undefined` when the change is another one
 */
export function underAutoscaler(
  change: Change | undefined,
  { old, new: next }: Pick<Pool, "old" | "new">,
): Finding | undefined {
  if (change?.keys[0] !== "count" || old?.autoscaled !== true || next?.autoscaled !== true) return undefined;
  if (old.minCount !== next.minCount || old.maxCount !== next.maxCount) return undefined;
  const law = refusal(
    "OperationNotAllowed",
    "AKS refuses another count for a pool that the cluster autoscaler scales.",
    'Leave count out, or add ignoreChanges: ["count"] to the pool; a new minCount or maxCount moves it.',
    ["aks-autoscaled-count"],
  );
  return { ...law, change };
}
