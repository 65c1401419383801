import type { EksConfig } from "../../schema/eks";
import type { Rule } from "../rule";
import { access } from "./access";
import { adopted } from "./adopted";
import { instances } from "./instances";
import { kubernetesVersions } from "./kubernetes-versions";
import { network } from "./network";
import { poolLabels } from "./pool-labels";
import { poolSizes } from "./pool-sizes";
import { selfManagedPools } from "./self-managed";
import { windowsPools } from "./windows-pools";

export { eksCautions } from "./cautions";

/** What makes a configuration of EKS impossible, in the order in which problems are shown. */
export const eksRules: readonly Rule<EksConfig>[] = [
  kubernetesVersions,
  access,
  network,
  poolSizes,
  poolLabels,
  instances,
  windowsPools,
  selfManagedPools,
  adopted,
];
