import { locationIsFixed, locationIsRequired } from "../common/naming";
import type { Put, Rule } from "../resource-type";
import { apiServerSubnetIsSound } from "./api-server-subnet";
import { clusterAccessRules } from "./cluster-access";
import { clusterChangeRules } from "./cluster-changes";
import { clusterNamingRules } from "./cluster-naming";
import { clusterNetworkRules } from "./cluster-network";
import { clusterPoolRules } from "./cluster-pools";
import { clusterVersionRules } from "./cluster-version";
import { windowsProfileRules } from "./windows-profile";

/** Everything that AKS checks about a cluster but its pools' properties, in the order of the answers. */
export const clusterRules: readonly Rule<Put>[] = [
  locationIsRequired,
  locationIsFixed,
  ...clusterNamingRules,
  ...clusterPoolRules,
  ...clusterChangeRules,
  ...clusterVersionRules,
  ...clusterNetworkRules,
  ...clusterAccessRules,
  apiServerSubnetIsSound,
  ...windowsProfileRules,
];
