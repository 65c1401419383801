import { aksWindowsPasswordSecret } from "../../../policy/rules/aks-windows-password-secret";
import { aksCluster, secret, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const withPassword = (adminPassword: unknown) =>
  aksCluster({ windowsProfile: { adminUsername: "mullion", adminPassword } });

ruleTest(aksWindowsPasswordSecret, {
  valid: [
    { name: "a secret", resource: withPassword(secret("canary")) },
    { name: "a secret that is unknown yet", resource: withPassword(secret(UNKNOWN)) },
    {
      name: "a profile that is secret as a whole",
      resource: aksCluster({ windowsProfile: secret({ adminPassword: "canary" }) }),
    },
    { name: "no password", resource: withPassword(undefined) },
    { name: "no profile", resource: aksCluster() },
  ],
  invalid: [
    {
      name: "a plain string, without showing it",
      resource: withPassword("canary"),
      messages: [
        'ManagedCluster "prod": windowsProfile.adminPassword is not marked as a secret: azure-native does not mark it by itself, so the password stands in the state file and in logs in plain text. Wrap it in pulumi.secret(), or take it from a secret configuration value or a RandomPassword.',
      ],
    },
  ],
  unproved: [
    {
      name: "a value that is unknown and not marked",
      resource: withPassword(UNKNOWN),
      messages: [
        'ManagedCluster "prod": windowsProfile.adminPassword is decided only during the deployment, so the rule cannot be proved in preview. windowsProfile.adminPassword of an AKS cluster is a Pulumi secret.',
      ],
    },
  ],
});
