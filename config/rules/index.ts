import type { ParseContext } from "../parse";
import type { Problem } from "../problem";
import type { StackConfig } from "../schema/stack";
import { poolNames } from "./pool-names";
import { windowsReleases } from "./windows-releases";

/** A rule that joins several values: the problems it finds, none when all is well. */
export type Rule = (config: StackConfig, context: ParseContext) => Problem[];

/** All rules, in the order in which their problems are shown. */
export const rules: readonly Rule[] = [poolNames, windowsReleases];
