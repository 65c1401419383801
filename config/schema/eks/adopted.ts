import * as v from "valibot";
import { eksAddons } from "../../../catalogue/eks";
import { awsNames } from "../../../catalogue/names";
import { keep } from "../adopted";
import { rule } from "../advice";

function nameOf(kind: "cluster" | "nodeGroup") {
  const { pattern, rule: words } = awsNames[kind];
  return v.pipe(v.string(), v.regex(pattern, rule(`must be ${words}`, "copy it from the EKS console")));
}

const roleArn = v.pipe(
  v.string(),
  v.regex(
    /^arn:aws(-cn|-us-gov)?:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/,
    rule("must be the ARN of an IAM role", "copy it from the EKS console"),
  ),
);

/** An add-on that was installed by other means. */
const addOn = v.strictObject({
  name: v.picklist(
    Object.keys(eksAddons),
    rule(`must be one of ${Object.keys(eksAddons).join(", ")}`, "remove it: Mullion installs no other"),
  ),
  selfManaged: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        "It runs, but EKS does not manage it, or nobody has looked: it stays outside of the stack",
      ),
    ),
    false,
  ),
  configurationValues: v.optional(
    v.pipe(
      v.string(rule("must be text", "put the JSON or YAML in quotes")),
      v.description("Its settings, as aws eks describe-addon prints them"),
    ),
  ),
});

/** A cluster that was made by other means: its role and network are used and never managed. */
export const eksAdopted = v.pipe(
  v.strictObject({
    cluster: v.pipe(nameOf("cluster"), v.description("Name of the cluster in AWS")),
    roleArn: v.pipe(roleArn, v.description("Role of the control plane")),
    oidcProviderArn: v.optional(
      v.pipe(
        v.string(),
        v.regex(
          /^arn:aws(-cn|-us-gov)?:iam::\d{12}:oidc-provider\/\S+$/,
          rule("must be the ARN of an OIDC provider", "copy it from: aws iam list-open-id-connect-providers"),
        ),
        v.description("OIDC provider of the cluster in IAM, where there is one; default: a new one"),
      ),
    ),
    addOns: v.optional(
      v.pipe(
        v.array(addOn),
        v.description("Add-ons that run already: version, role and tags stay as they are"),
      ),
      [],
    ),
    keep,
  }),
  v.description("This cluster was made by other means and taken over; mullion adopt writes this"),
);

/** A node group that was made by other means: its name, role and launch template never change. */
export const eksAdoptedPool = v.optional(
  v.pipe(
    v.strictObject({
      name: v.pipe(nameOf("nodeGroup"), v.description("Name of the node group in AWS")),
      nodeRoleArn: v.pipe(roleArn, v.description("Role of its nodes")),
      launchTemplate: v.optional(
        v.pipe(
          v.strictObject({
            id: v.pipe(
              v.string(),
              v.regex(
                /^lt-[0-9a-f]{8,17}$/,
                rule("must be the id of a launch template", "copy it from the EC2 console"),
              ),
            ),
            version: v.string(),
          }),
          v.description("Its launch template, where it has one of its own"),
        ),
      ),
      keep,
    }),
    v.description("This node group was made by other means and taken over; mullion adopt writes this"),
  ),
);
