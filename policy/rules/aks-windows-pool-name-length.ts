import { aksPoolName } from "../../catalogue/aks";
import { resourceRule } from "../rule";
import { aksPools, isWindowsPool, poolNameProperty } from "../scopes/aks-pools";

/** A Windows pool's name has at most 6 lower-case letters and digits. */
export const aksWindowsPoolNameLength = resourceRule({
  name: "aks-windows-pool-name-length",
  level: "mandatory",
  description: `The name of an AKS Windows pool is ${aksPoolName.Windows.rule}.`,
  sources: [
    "https://learn.microsoft.com/azure/aks/create-node-pools",
    "https://github.com/Azure/AKS/issues/2929",
  ],
  scope: aksPools,
  *check(pool) {
    if (!isWindowsPool(pool)) return;
    const property = poolNameProperty(pool);
    const name = pool.view.string(property);
    if (name !== undefined && aksPoolName.Windows.pattern.test(name)) return;
    yield {
      field: pool.view.pathTo(property),
      problem: name === undefined ? "is not set" : `is "${name}" (${name.length} characters)`,
      reason:
        name === undefined
          ? "Pulumi would make up a name with a random suffix, which AKS refuses as too long for a Windows pool"
          : "AKS refuses it with WindowsAgentPoolNameTooLong or InvalidParameter, because its Windows nodes are called aks + pool name + 6 characters and a Windows host name has at most 15",
      fix: `Choose a name of ${aksPoolName.Windows.rule}`,
    };
  },
});
