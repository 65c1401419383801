import { aksMaxPodsLimits } from "../../catalogue/aks";
import { resourceRule } from "../rule";
import { aksPools } from "../scopes/aks-pools";

const { min, max } = aksMaxPodsLimits;

/** A pool's maxPods is one that AKS accepts. */
export const aksMaxPodsInRange = resourceRule({
  name: "aks-max-pods-in-range",
  level: "mandatory",
  description: `maxPods of an AKS pool is a number from ${min} to ${max}.`,
  sources: ["https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning"],
  scope: aksPools,
  *check({ view }) {
    const maxPods = view.number("maxPods");
    if (maxPods === undefined || (maxPods >= min && maxPods <= max)) return;
    yield {
      field: view.pathTo("maxPods"),
      problem: `is ${maxPods}`,
      reason: `AKS accepts ${min} to ${max}, and it cannot be changed afterwards`,
      fix: `Set it to a number from ${min} to ${max}`,
    };
  },
});
