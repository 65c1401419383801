import { aksPoolName } from "../../catalogue/aks";
import { resourceRule } from "../rule";
import { aksPools, isWindowsPool, poolNameProperty } from "../scopes/aks-pools";

/** A Linux pool's name is one that AKS accepts. */
export const aksPoolNameValid = resourceRule({
  name: "aks-pool-name-valid",
  level: "mandatory",
  description: `The name of an AKS Linux pool is ${aksPoolName.Linux.rule}.`,
  sources: ["https://learn.microsoft.com/azure/aks/create-node-pools"],
  scope: aksPools,
  *check(pool) {
    if (isWindowsPool(pool)) return;
    const property = poolNameProperty(pool);
    const name = pool.view.string(property);
    if (name === undefined || aksPoolName.Linux.pattern.test(name)) return;
    yield {
      field: pool.view.pathTo(property),
      problem: `is "${name}" (${name.length} characters)`,
      reason: "AKS refuses it with InvalidParameter",
      fix: `Choose a name of ${aksPoolName.Linux.rule}`,
    };
  },
});
