import * as v from "valibot";
import { parseCidr } from "../cidr";
import { rule } from "./advice";

const azureRegionsUrl = "https://learn.microsoft.com/azure/reliability/regions-list";
const kubernetesNamesUrl = "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/";

/** Text that is not empty. */
export const text = v.pipe(
  v.string(),
  v.nonEmpty(rule("must not be empty", "give it a value or leave it out")),
);

/** A whole number between two bounds, both included. */
export function wholeNumber(min: number, max: number, unit: string) {
  const reason = `must be a whole number of ${unit} from ${String(min)} to ${String(max)}`;
  const message = rule(reason, `use a value from ${String(min)} to ${String(max)}`);
  return v.pipe(v.number(), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
}

/** Name of an Azure region as Azure spells it. */
export const location = v.pipe(
  v.string(),
  v.regex(
    /^[a-z][a-z0-9]{2,49}$/,
    rule(
      "must be the name of an Azure region in lower-case letters and digits",
      "use for example westeurope",
      azureRegionsUrl,
    ),
  ),
  v.description("Azure region, for example westeurope"),
);

/** Kubernetes version as `major.minor` or `major.minor.patch`. */
export const kubernetesVersion = v.pipe(
  v.string(rule("must be text", 'put the version in quotes, for example "1.36": YAML reads 1.30 as 1.3')),
  v.regex(
    /^1\.\d{2}(\.\d+)?$/,
    rule(
      "must be a Kubernetes version such as 1.36 or 1.36.2",
      'write major.minor in quotes, for example "1.36"',
      "https://learn.microsoft.com/azure/aks/supported-kubernetes-versions",
    ),
  ),
  v.description('Kubernetes version in quotes: "1.36" takes the newest patch, "1.36.2" exactly this one'),
);

/** Kubernetes version as `major.minor`, where the target chooses the patch. */
export const kubernetesMinor = v.pipe(
  v.string(rule("must be text", 'put the version in quotes, for example "1.36": YAML reads 1.30 as 1.3')),
  v.regex(
    /^1\.\d{2}$/,
    rule(
      "must be a Kubernetes minor such as 1.36: EKS chooses the patch",
      'write major.minor in quotes, for example "1.36"',
      "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
    ),
  ),
  v.description('Kubernetes minor in quotes, for example "1.36"; EKS chooses the patch'),
);

/** An IPv4 range, written with its first address. */
export const ipRange = v.pipe(
  v.string(),
  v.check(
    (range) => parseCidr(range) !== undefined,
    rule("must be an IPv4 range such as 10.0.0.0/16 that starts with its first address", "correct it"),
  ),
);

/** Name of a Kubernetes namespace. */
export const namespaceName = v.pipe(
  v.string(),
  v.regex(
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    rule(
      "must be 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit",
      "rename it",
      kubernetesNamesUrl,
    ),
  ),
);

/** Name of most Kubernetes objects. */
export const objectName = v.pipe(
  v.string(),
  v.regex(
    /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    rule(
      "must be 1 to 253 lower-case letters, digits, hyphens and full stops, starting and ending with a letter or digit",
      "correct it",
      kubernetesNamesUrl,
    ),
  ),
);

/** Tags as Azure takes them: at most 50. */
export const tags = v.pipe(
  v.record(v.string(), v.string()),
  v.maxEntries(
    50,
    rule(
      "must have at most 50 entries",
      "remove some",
      "https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources",
    ),
  ),
);

/** Amount of a resource as Kubernetes writes it: `500m`, `2`, `1.5Gi`. */
export const quantity = v.pipe(
  v.string(rule("must be text", 'put the amount in quotes, for example "2" or "4Gi"')),
  v.regex(
    /^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/,
    rule(
      "must be an amount such as 500m, 2 or 4Gi",
      "use a number with one of the units m, k, M, G, T, Ki, Mi, Gi, Ti or none",
      "https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/",
    ),
  ),
);
