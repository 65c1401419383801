import type { SourceId } from "../source";

/**
 * Minutes to replace one node by surge or reimage, without drain: a range by operating system. Estimates, bounded by
 * the timeouts of azurerm and of the AWS SDK; nothing here was measured against a cloud.
 *
 * @see https://github.com/Azure/AKS/issues/5840
 */
export const nodeMinutes = {
  Linux: { min: 4, max: 8 },
  Windows: { min: 8, max: 20 },
  /** Drain timeout that AKS uses when none is set, minutes. */
  defaultDrain: 30,
  source: ["mullion-inference", "aks-rest-2025-09-01"] satisfies readonly SourceId[],
} as const;
