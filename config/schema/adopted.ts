import * as v from "valibot";
import { rule } from "./advice";

const adoptUrl = "docs/guides/day-two.md#adopt";

/** Paths that may not be left alone: Azure refuses the next change of a cluster whose pools the program overlooks. */
const neverKept = ["agentPoolProfiles", "agentPoolProfiles[*]"];

/**
 * Properties of an adopted resource that stay as they are in the cloud, by the names of its provider. `mullion adopt`
 * writes the list; whoever wants Mullion's own setting takes its entry out.
 */
export const keep = v.optional(
  v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.regex(
          /^[A-Za-z]\w*(\.[A-Za-z]\w*|\[\d+\])*$/,
          rule(
            "must be the path of a property such as networkProfile.ipFamilies",
            "correct the path",
            adoptUrl,
          ),
        ),
        v.check(
          (path) => !neverKept.includes(path),
          rule(
            "must not be agentPoolProfiles as a whole, which Azure answers with an error at the next change",
            "name single properties, for example agentPoolProfiles[0].name",
            "https://github.com/pulumi/pulumi-azure-native/issues/2719",
          ),
        ),
      ),
    ),
    v.description("Properties that stay as they are in the cloud, by the provider's names"),
  ),
  [],
);

/** Whether a resource, or the cluster that it belongs to, was made by other means. */
export interface Adopted {
  /** Properties that stay as they are in the cloud. */
  readonly keep: readonly string[];
}
