import * as v from "valibot";
import { commonFields } from "../common";
import { existingBootstrap } from "./bootstrap";
import { existingCluster, existingKubeconfig } from "./cluster";
import { existingNetwork } from "./network";
import { existingNodePool } from "./pools";
import { existingStorage } from "./storage";

/** Configuration of a stack on a cluster that exists already. */
export const existingStack = v.strictObject({
  target: v.literal("existing"),
  ...commonFields,
  cluster: existingCluster,
  kubeconfig: existingKubeconfig,
  nodePools: v.optional(
    v.pipe(v.array(existingNodePool), v.description("The kinds of nodes that the cluster must have")),
    [],
  ),
  network: existingNetwork,
  storage: v.optional(existingStorage, {}),
  windowsBootstrap: v.optional(
    v.pipe(existingBootstrap, v.description("How Windows machines become nodes: mullion bootstrap windows")),
  ),
});

/** A checked configuration of an existing cluster, with defaults filled in and `name` known. */
export type ExistingConfig = v.InferOutput<typeof existingStack> & { readonly name: string };
