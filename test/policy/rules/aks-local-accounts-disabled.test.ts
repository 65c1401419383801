import { aksLocalAccountsDisabled } from "../../../policy/rules/aks-local-accounts-disabled";
import { aksCluster, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const rest =
  "Whoever has the cluster's static certificate is an administrator whom Entra ID neither knows nor can lock out. Set aadProfile and then disableLocalAccounts to true.";

ruleTest(aksLocalAccountsDisabled, {
  valid: [{ name: "local accounts off", resource: aksCluster({ disableLocalAccounts: true }) }],
  invalid: [
    {
      name: "no value",
      resource: aksCluster(),
      messages: [`ManagedCluster "prod": disableLocalAccounts is not set: ${rest}`],
    },
    {
      name: "false",
      resource: aksCluster({ disableLocalAccounts: false }),
      messages: [`ManagedCluster "prod": disableLocalAccounts is false: ${rest}`],
    },
  ],
  unproved: [
    {
      name: "a value that is unknown",
      resource: aksCluster({ disableLocalAccounts: UNKNOWN }),
      messages: [
        'ManagedCluster "prod": disableLocalAccounts is decided only during the deployment, so the rule cannot be proved in preview. AKS clusters use Entra ID and disable local accounts.',
      ],
    },
  ],
});
