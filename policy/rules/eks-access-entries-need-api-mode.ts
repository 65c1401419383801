import { stackRule } from "../rule";
import { shown } from "../rule-kit";
import { eksClusterOf } from "../scopes/eks-groups";
import { resourcesOf } from "../scopes/resources";

/** A cluster with access entries is one that takes them. */
export const eksAccessEntriesNeedApiMode = stackRule({
  name: "eks-access-entries-need-api-mode",
  level: "mandatory",
  description:
    "EKS access entries belong to a cluster whose authenticationMode is API or API_AND_CONFIG_MAP.",
  sources: ["https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html"],
  scope: resourcesOf("aws:eks/accessEntry:AccessEntry"),
  *check(entry, stack) {
    const cluster = eksClusterOf(entry, stack);
    if (cluster === undefined) return;
    const mode = cluster.props.string("accessConfig", "authenticationMode");
    if (mode === "API" || mode === "API_AND_CONFIG_MAP") return;
    yield {
      field: "accessConfig.authenticationMode of its cluster",
      problem: shown(mode),
      reason: "The default is CONFIG_MAP, in which EKS refuses access entries with InvalidRequestException",
      fix: 'Set it to "API"; from CONFIG_MAP it moves one step at a time and never back',
    };
  },
});
