import { eksSecretsEncrypted } from "../../../policy/rules/eks-secrets-encrypted";
import { eksCluster, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const plain =
  'Cluster "prod": encryptionConfig has no resource "secrets": Kubernetes secrets are then encrypted with a key of AWS that nobody can withdraw. Set encryptionConfig to { provider: { keyArn }, resources: ["secrets"] }; it can be switched on later but never off.';

ruleTest(eksSecretsEncrypted, {
  valid: [
    {
      name: "secrets encrypted with a key",
      resource: eksCluster({ encryptionConfig: { provider: { keyArn: "arn" }, resources: ["secrets"] } }),
    },
    {
      name: "a key that is unknown yet",
      resource: eksCluster({ encryptionConfig: { provider: { keyArn: UNKNOWN }, resources: ["secrets"] } }),
    },
  ],
  invalid: [
    { name: "no configuration", resource: eksCluster(), messages: [plain] },
    {
      name: "no resources",
      resource: eksCluster({ encryptionConfig: { resources: [] } }),
      messages: [plain],
    },
  ],
  unproved: [
    {
      name: "a configuration that is unknown",
      resource: eksCluster({ encryptionConfig: UNKNOWN }),
      messages: [
        'Cluster "prod": encryptionConfig is decided only during the deployment, so the rule cannot be proved in preview. EKS clusters encrypt secrets with a KMS key.',
      ],
    },
  ],
});
