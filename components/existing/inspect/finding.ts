import type { IsoDate } from "../../../catalogue/source";
import type { Problem } from "../../../config/problem";
import type { ExistingConfig } from "../../../config/schema/existing";
import type { ClusterFacts } from "./facts";

/** Something about a cluster that stops an update, or that is worth knowing. */
export interface Finding extends Problem {
  readonly level: "problem" | "warning";
}

/** Compares what a cluster shows with what the configuration says and the catalogue knows. */
export type Check = (facts: ClusterFacts, config: ExistingConfig, asOf: IsoDate) => readonly Finding[];
