import type { AksConfig } from "../../schema/aks";
import type { Rule } from "../rule";
import { access } from "./access";
import { adopted } from "./adopted";
import { apiServerSubnet } from "./api-server-subnet";
import { kubernetesVersions } from "./kubernetes-versions";
import { networkCapacity } from "./network-capacity";
import { networkRanges } from "./network-ranges";
import { operations } from "./operations";
import { outbound } from "./outbound";
import { poolLabels } from "./pool-labels";
import { poolSizes } from "./pool-sizes";
import { poolUpgrades } from "./pool-upgrades";
import { vmSizes } from "./vm-sizes";
import { windowsPools } from "./windows-pools";

export { cautions } from "./cautions";

/** What makes a configuration impossible on AKS, in the order in which problems are shown. */
export const aksRules: readonly Rule<AksConfig>[] = [
  kubernetesVersions,
  access,
  networkRanges,
  apiServerSubnet,
  networkCapacity,
  outbound,
  poolSizes,
  poolLabels,
  poolUpgrades,
  vmSizes,
  windowsPools,
  operations,
  adopted,
];
