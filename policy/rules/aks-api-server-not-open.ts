import { resourceRule } from "../rule";
import { aksClusters } from "../scopes/resources";

const EVERYBODY: readonly string[] = ["0.0.0.0/0", "::/0"];

/** The API server does not answer the whole internet. */
export const aksApiServerNotOpen = resourceRule({
  name: "aks-api-server-not-open",
  level: "advisory",
  description: "The API server of an AKS cluster is private or answers authorized address ranges only.",
  sources: ["https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges"],
  scope: aksClusters,
  *check({ props }) {
    if (props.boolean("apiServerAccessProfile", "enablePrivateCluster") === true) return;
    const ranges = props.strings("apiServerAccessProfile", "authorizedIPRanges");
    const open = ranges.filter((range) => EVERYBODY.includes(range));
    if (ranges.length > 0 && open.length === 0) return;
    yield {
      field: "apiServerAccessProfile.authorizedIPRanges",
      problem: ranges.length === 0 ? "is not set" : `contains "${open.join('", "')}"`,
      reason: "The API server answers everybody on the internet, so a leaked token or a flaw in it is enough",
      fix: "Name the ranges from which people and pipelines work, or set enablePrivateCluster",
    };
  },
});
