import * as v from "valibot";
import { rule } from "./advice";
import { namespaceName } from "./fields";

const actionsUrl =
  "https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#validation-actions";
const imagesUrl = "https://kubernetes.io/docs/concepts/containers/images/";

/** What guardrails can do about what they find. */
export const guardrailModes = ["Off", "Audit", "Warn", "Deny"] as const;

/** What guardrails do about what they find. */
export type GuardrailMode = (typeof guardrailModes)[number];

/** Rules of the policy pack that the API server holds. */
export const guardrails = v.strictObject({
  mode: v.optional(
    v.pipe(
      v.picklist(
        guardrailModes,
        rule(
          `must be one of ${guardrailModes.join(", ")}`,
          "use Warn to see what Deny would refuse",
          actionsUrl,
        ),
      ),
      v.description(
        "What the API server does with an object that breaks a mandatory rule; advisory rules warn at most. " +
          "Default: Warn in dev and test, Deny in staging and prod",
      ),
    ),
  ),
  excludedNamespaces: v.optional(
    v.pipe(
      v.array(namespaceName),
      v.description(
        "Namespaces that are not judged, beside those of Kubernetes, of the platform and of what Mullion brings",
      ),
    ),
    [],
  ),
  allowedRegistries: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.regex(
            /^([a-z0-9]([-a-z0-9]*[a-z0-9])?)(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
            rule(
              "must be a registry, or a folder of one, without a slash at the end",
              "use for example docker.io/library, mcr.microsoft.com or example.azurecr.io/team",
              imagesUrl,
            ),
          ),
        ),
      ),
      v.description(
        "Registries, or folders of registries, that images may come from; default: all. Docker Hub is docker.io",
      ),
    ),
    [],
  ),
});
