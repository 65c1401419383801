import type { ArmError } from "../errors";
import type { PoolCheck, PoolRule } from "./pool-check";
import { poolChangeRules } from "./pool-changes";
import { poolLabelRules } from "./pool-labels";
import { poolMachineRules } from "./pool-machine";
import { poolNetworkRules } from "./pool-network";
import { poolOsRules } from "./pool-os";
import { poolScaleRules } from "./pool-scale";
import { poolVersionRules } from "./pool-version";

/** Everything that AKS checks about a pool, in the order of the answers. */
const poolRules: readonly PoolRule[] = [
  ...poolVersionRules,
  ...poolChangeRules,
  ...poolMachineRules,
  ...poolOsRules,
  ...poolScaleRules,
  ...poolLabelRules,
  ...poolNetworkRules,
];

/** The first thing that AKS has against a pool, if anything. */
export function firstRefusal(check: PoolCheck): ArmError | undefined {
  for (const rule of poolRules) {
    const refusal = rule(check);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
