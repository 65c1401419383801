import { resourceRule } from "../rule";
import { eksClusters } from "../scopes/resources";

/** Secrets in etcd are encrypted with a key of one's own. */
export const eksSecretsEncrypted = resourceRule({
  name: "eks-secrets-encrypted",
  level: "advisory",
  description: "EKS clusters encrypt secrets with a KMS key.",
  sources: ["https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html"],
  scope: eksClusters,
  *check({ props }) {
    if (props.strings("encryptionConfig", "resources").includes("secrets")) return;
    yield {
      field: "encryptionConfig",
      problem: 'has no resource "secrets"',
      reason: "Kubernetes secrets are then encrypted with a key of AWS that nobody can withdraw",
      fix: 'Set encryptionConfig to { provider: { keyArn }, resources: ["secrets"] }; it can be switched on later but never off',
    };
  },
});
