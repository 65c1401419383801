import { resourceRule } from "../rule";
import { aksPools } from "../scopes/aks-pools";

/** The platform's own prefix, with everything below it. */
const RESERVED = /(^|\.)kubernetes\.azure\.com\//;

/** A pool's labels are not the platform's. */
export const aksNodeLabelsAllowed = resourceRule({
  name: "aks-node-labels-allowed",
  level: "mandatory",
  description: "nodeLabels of an AKS pool do not use the prefix kubernetes.azure.com.",
  sources: ["https://learn.microsoft.com/azure/aks/use-labels"],
  scope: aksPools,
  *check({ view }) {
    for (const key of view.keys("nodeLabels")) {
      if (!RESERVED.test(key)) continue;
      yield {
        field: view.pathTo("nodeLabels", key),
        problem: "is set",
        reason: "The prefix belongs to AKS, which refuses it in nodeLabels",
        fix: "Choose a prefix of your own",
      };
    }
  },
});
