import * as v from "valibot";
import type { AksConfig } from "./aks";
import { aksStack } from "./aks";
import type { EksConfig } from "./eks";
import { eksStack } from "./eks";
import type { ExistingConfig } from "./existing";
import { existingStack } from "./existing";

/** Configuration of a stack: one shape per target. */
export const stack = v.variant("target", [aksStack, eksStack, existingStack]);

/** A checked configuration. */
export type StackConfig = AksConfig | EksConfig | ExistingConfig;

/** Where a cluster runs. */
export type Target = StackConfig["target"];
