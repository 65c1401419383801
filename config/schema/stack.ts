import * as v from "valibot";
import type { AksConfig } from "./aks";
import { aksStack } from "./aks";

/** Configuration of a stack: one shape per target. */
export const stack = v.variant("target", [aksStack]);

/** A checked configuration. */
export type StackConfig = AksConfig;
