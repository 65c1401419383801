import { resourceRule } from "../rule";
import { shown } from "../rule-kit";
import { aksClusters } from "../scopes/resources";

/** Nobody gets in with a static administrator's certificate. */
export const aksLocalAccountsDisabled = resourceRule({
  name: "aks-local-accounts-disabled",
  level: "advisory",
  description: "AKS clusters use Entra ID and disable local accounts.",
  sources: ["https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad"],
  scope: aksClusters,
  *check({ props }) {
    const disabled = props.boolean("disableLocalAccounts");
    if (disabled === true) return;
    yield {
      field: "disableLocalAccounts",
      problem: shown(disabled),
      reason:
        "Whoever has the cluster's static certificate is an administrator whom Entra ID neither knows nor can lock out",
      fix: "Set aadProfile and then disableLocalAccounts to true",
    };
  },
});
