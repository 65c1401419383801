import type { IsoDate } from "../../catalogue/source";
import type { Problem } from "../problem";
import type { StackConfig } from "../schema/stack";
import { aksRules, cautions } from "./aks";
import { eksCautions, eksRules } from "./eks";
import { existingCautions, existingRules } from "./existing";
import { inClusterRules } from "./in-cluster";
import { names } from "./names";

/** Everything that makes a configuration impossible. */
export function problemsOf(config: StackConfig, asOf: IsoDate): readonly Problem[] {
  return [
    ...names(config),
    ...problemsOnTarget(config, asOf),
    ...inClusterRules.flatMap((rule) => rule(config, asOf)),
  ];
}

function problemsOnTarget(config: StackConfig, asOf: IsoDate): readonly Problem[] {
  switch (config.target) {
    case "aks":
      return aksRules.flatMap((rule) => rule(config, asOf));
    case "eks":
      return eksRules.flatMap((rule) => rule(config, asOf));
    case "existing":
      return existingRules.flatMap((rule) => rule(config, asOf));
  }
}

/** What works today but will hurt: shown as warnings. */
export function warningsOf(config: StackConfig, asOf: IsoDate): readonly Problem[] {
  switch (config.target) {
    case "aks":
      return cautions(config, asOf);
    case "eks":
      return eksCautions(config, asOf);
    case "existing":
      return existingCautions(config, asOf);
  }
}
