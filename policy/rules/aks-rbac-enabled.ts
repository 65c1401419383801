import { resourceRule } from "../rule";
import { aksClusters } from "../scopes/resources";

/** The API server asks what a user may do. */
export const aksRbacEnabled = resourceRule({
  name: "aks-rbac-enabled",
  level: "mandatory",
  description: "AKS clusters do not switch off enableRBAC.",
  sources: [
    "https://learn.microsoft.com/azure/aks/concepts-identity",
    "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/aks-common-issues-faq",
  ],
  scope: aksClusters,
  *check({ props }) {
    if (props.boolean("enableRBAC") !== false) return;
    yield {
      field: "enableRBAC",
      problem: "is false",
      reason:
        "Every user and every pod may then do everything, and it can never be switched on in this cluster",
      fix: "Leave it out or set it to true before the cluster is created",
    };
  },
});
