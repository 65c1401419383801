import type { IsoDate } from "../../catalogue/source";
import type { Problem } from "../problem";
import type { StackConfig } from "../schema/stack";
import { access } from "./access";
import { kubernetesVersions } from "./kubernetes-versions";
import { names } from "./names";
import { networkCapacity } from "./network-capacity";
import { networkRanges } from "./network-ranges";
import { operations } from "./operations";
import { outbound } from "./outbound";
import { poolLabels } from "./pool-labels";
import { poolSizes } from "./pool-sizes";
import { poolUpgrades } from "./pool-upgrades";
import type { Rule } from "./rule";
import { vmSizes } from "./vm-sizes";
import { windowsPools } from "./windows-pools";
import { cautions } from "./cautions";

/** What makes a configuration impossible, in the order in which problems are shown. */
const rules: readonly Rule[] = [
  names,
  kubernetesVersions,
  access,
  networkRanges,
  networkCapacity,
  outbound,
  poolSizes,
  poolLabels,
  poolUpgrades,
  vmSizes,
  windowsPools,
  operations,
];

/** Everything that makes a configuration impossible. */
export function problemsOf(config: StackConfig, asOf: IsoDate): Problem[] {
  return rules.flatMap((rule) => rule(config, asOf));
}

/** What works today but will hurt: shown as warnings. */
export function warningsOf(config: StackConfig, asOf: IsoDate): readonly Problem[] {
  return cautions(config, asOf);
}
