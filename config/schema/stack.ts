import * as v from "valibot";
import { rule } from "./advice";
import { kubernetesVersion, location, tags } from "./fields";
import { namespace } from "./in-cluster";
import { nodePool, systemPool } from "./pools";

/** The environments a stack can be. Only `dev` leaves its cluster unprotected. */
export const environments = ["dev", "test", "staging", "prod"] as const;

/** What a stack says whatever its target is. */
export const commonFields = {
  environment: v.pipe(
    v.picklist(environments, rule(`must be one of ${environments.join(", ")}`, "choose one of them")),
    v.description("Clusters are protected from deletion everywhere but in dev"),
  ),
  name: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/,
        rule("must be 1 to 40 lower-case letters, digits and hyphens, starting with a letter", "rename it"),
      ),
      v.description("First part of all names; default: mullion-<stack>"),
    ),
  ),
  tags: v.optional(tags, {}),
  namespaces: v.optional(v.array(namespace), []),
  samples: v.optional(
    v.pipe(v.boolean(), v.description("Deploy a Linux and a Windows sample workload")),
    false,
  ),
};

/** Configuration of an AKS stack. */
export const aksStack = v.strictObject({
  target: v.literal("aks"),
  ...commonFields,
  location,
  cluster: v.strictObject({ kubernetesVersion }),
  systemPool,
  nodePools: v.optional(v.array(nodePool), []),
});

/** Configuration of a stack: one shape per target. */
export const stack = v.variant("target", [aksStack]);

/** A checked configuration of an AKS stack, with defaults filled in and `name` known. */
export type AksConfig = v.InferOutput<typeof aksStack> & { readonly name: string };
/** A checked configuration. */
export type StackConfig = AksConfig;
