import * as v from "valibot";
import { rule } from "./advice";
import { inCluster, namespace } from "./in-cluster";

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
      // Its length leaves room for what is added, within every limit of every target.
      v.regex(
        /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/,
        rule(
          "must be 1 to 40 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen",
          "set a name that fits",
        ),
      ),
      v.description("First part of all names; default: mullion-<stack>"),
    ),
  ),
  namespaces: v.optional(v.pipe(v.array(namespace), v.description("Namespaces with quotas and limits")), []),
  inCluster: v.optional(inCluster, {}),
  samples: v.optional(
    v.pipe(v.boolean(), v.description("Deploy a Linux and a Windows sample workload")),
    false,
  ),
};
