import * as v from "valibot";
import type { AksConfig } from "./aks";
import { aksStack } from "./aks";
import type { EksConfig } from "./eks";
import { eksStack } from "./eks";

/** Configuration of a stack: one shape per target. */
export const stack = v.variant("target", [aksStack, eksStack]);

/** A checked configuration. */
export type StackConfig = AksConfig | EksConfig;

/** Where a cluster runs. */
export type Target = StackConfig["target"];
