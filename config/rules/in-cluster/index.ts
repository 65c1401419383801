import type { StackConfig } from "../../schema/stack";
import type { Rule } from "../rule";
import { gmsaRules } from "./gmsa";
import { hostProcessPrivileged } from "./host-process";
import { namespacesTaken } from "./namespaces";
import { oneMonitoring } from "./prometheus";
import { warmUpFits } from "./warm-up";

/** Everything about what runs in the cluster that no single value can say; the same on all targets. */
export const inClusterRules: readonly Rule<StackConfig>[] = [
  oneMonitoring,
  ...gmsaRules,
  namespacesTaken,
  hostProcessPrivileged,
  warmUpFits,
];
