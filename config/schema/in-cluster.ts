import * as v from "valibot";
import { rule } from "./advice";
import { namespaceName, quantity } from "./fields";

const quota = v.strictObject({
  cpu: v.optional(v.pipe(quantity, v.description("CPU limits of all pods together, in cores")), "16"),
  memory: v.optional(v.pipe(quantity, v.description("Memory limits of all pods together")), "32Gi"),
  pods: v.optional(v.pipe(quantity, v.description("Number of pods")), "50"),
});

/** A namespace with its quota. */
export const namespace = v.strictObject({
  name: namespaceName,
  podSecurity: v.optional(
    v.pipe(
      v.picklist(
        ["restricted", "baseline", "privileged"],
        rule(
          "must be restricted, baseline or privileged",
          "use privileged only for agents of the nodes",
          "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        ),
      ),
      v.description("Pod Security Standard that the API server enforces"),
    ),
    "baseline",
  ),
  quota: v.optional(quota, {}),
});

/** A checked namespace. */
export type NamespaceConfig = v.InferOutput<typeof namespace>;
