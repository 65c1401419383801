import type { PoolRule } from "./pool-check";
import { poolChangeRules } from "./pool-changes";
import { poolLabelRules } from "./pool-labels";
import { poolMachineRules } from "./pool-machine";
import { poolNetworkRules } from "./pool-network";
import { poolOsRules } from "./pool-os";
import { poolScaleRules } from "./pool-scale";
import { poolVersionRules } from "./pool-version";

/** Everything that AKS checks about a pool, in the order of the answers. */
export const poolRules: readonly PoolRule[] = [
  ...poolVersionRules,
  ...poolChangeRules,
  ...poolMachineRules,
  ...poolOsRules,
  ...poolScaleRules,
  ...poolLabelRules,
  ...poolNetworkRules,
];
