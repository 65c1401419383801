import * as v from "valibot";
import { rule } from "../advice";
import { ipRange, kubernetesMinor } from "../fields";

const accessUrl = "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html";

/** Logs of an EKS control plane. */
const eksLogTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

/** Control plane: version, support, logs, and who reaches the API server from where. */
export const eksCluster = v.strictObject({
  kubernetesVersion: kubernetesMinor,
  extendedSupport: v.optional(
    v.pipe(
      v.boolean(),
      v.description("Pay for another year of this minor; false: EKS upgrades the cluster when support ends"),
    ),
    false,
  ),
  private: v.optional(
    v.pipe(v.boolean(), v.description("Give the API server an address inside the network only")),
    false,
  ),
  authorizedIpRanges: v.optional(
    v.pipe(v.array(ipRange), v.description("Who may reach a public API server; empty: everybody")),
    [],
  ),
  logTypes: v.optional(
    v.pipe(
      v.array(
        v.picklist(
          eksLogTypes,
          rule(
            `must be one of ${eksLogTypes.join(", ")}`,
            "choose one of them",
            "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
          ),
        ),
      ),
      v.description("Logs of the control plane that go to CloudWatch"),
    ),
    ["audit", "authenticator"],
  ),
});

const principals = (what: string) =>
  v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.regex(
            /^arn:aws(-cn|-us-gov)?:iam::\d{12}:(role|user)\/[\w+=,.@/-]{1,512}$/,
            rule("must be the ARN of an IAM role or user", "copy it from the IAM console", accessUrl),
          ),
        ),
      ),
      v.description(what),
    ),
    [],
  );

/** Who may sign in, beside whoever creates the cluster. */
export const eksIdentity = v.strictObject({
  admins: principals("IAM roles or users that may do everything in the cluster"),
  viewers: principals("IAM roles or users that may look at everything but secrets"),
});

/** Encryption of Kubernetes secrets with a key of one's own instead of a new one. */
export const eksEncryption = v.strictObject({
  keyArn: v.pipe(
    v.string(),
    v.regex(
      /^arn:aws(-cn|-us-gov)?:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-f-]{36}$/,
      rule(
        "must be the ARN of a symmetric KMS key",
        "copy it from: aws kms describe-key --query KeyMetadata.Arn",
        "https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html",
      ),
    ),
  ),
});

/** Checked settings of sign-in. */
export type EksIdentity = v.InferOutput<typeof eksIdentity>;
