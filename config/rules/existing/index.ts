import type { ExistingConfig } from "../../schema/existing";
import type { Rule } from "../rule";
import { bootstrap } from "./bootstrap";
import { kubeconfig } from "./kubeconfig";
import { kubernetesVersions } from "./kubernetes-versions";
import { network } from "./network";
import { storage } from "./storage";

export { existingCautions } from "./cautions";

/** What makes a configuration of an existing cluster impossible, in the order in which problems are shown. */
export const existingRules: readonly Rule<ExistingConfig>[] = [
  kubernetesVersions,
  kubeconfig,
  network,
  storage,
  bootstrap,
];
