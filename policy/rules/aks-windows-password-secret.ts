import { resourceRule } from "../rule";
import { aksClusters } from "../scopes/resources";

/** The password of the Windows nodes is marked as a secret. */
export const aksWindowsPasswordSecret = resourceRule({
  name: "aks-windows-password-secret",
  level: "mandatory",
  description: "windowsProfile.adminPassword of an AKS cluster is a Pulumi secret.",
  sources: [
    "https://www.pulumi.com/docs/iac/concepts/secrets/",
    "https://github.com/pulumi/pulumi-azure-nextgen/issues/185",
  ],
  scope: aksClusters,
  *check({ props }) {
    if (props.isSecret("windowsProfile", "adminPassword") || !props.has("windowsProfile", "adminPassword"))
      return;
    yield {
      field: "windowsProfile.adminPassword",
      problem: "is not marked as a secret",
      reason:
        "azure-native does not mark it by itself, so the password stands in the state file and in logs in plain text",
      fix: "Wrap it in pulumi.secret(), or take it from a secret configuration value or a RandomPassword",
    };
  },
});
