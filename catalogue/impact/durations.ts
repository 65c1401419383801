import type { SourceId } from "../source";

/**
 * Minutes that work on nodes takes, without drains, as ranges by operating system. Estimates, bounded by the timeouts of
 * azurerm and of the AWS SDK; nothing here was measured against a cloud.
 *
 * @see https://github.com/Azure/AKS/issues/5840
 */
export const nodeMinutes = {
  /** One node replaced by surge or reimaged. */
  replaceNode: { Linux: { min: 4, max: 8 }, Windows: { min: 8, max: 20 } },
  /** A pool made, whatever its size. */
  makePool: { Linux: { min: 2, max: 5 }, Windows: { min: 5, max: 12 } },
  /** A pool deleted, or nodes taken away from it. */
  deletePool: { min: 2, max: 8 },
  /** Drain timeout that AKS uses when none is set. */
  defaultDrain: 30,
  source: ["mullion-inference", "aks-rest-2025-09-01"] satisfies readonly SourceId[],
} as const;
