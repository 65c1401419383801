import { minorPhase } from "../../catalogue/kubernetes-minors";
import { resourceRule } from "../rule";
import { clusters, minorSupportOf, newestMinor, platformTitles } from "../scopes/versions";

/** The platform still supports the cluster's Kubernetes minor. */
export const kubernetesMinorSupported = resourceRule({
  name: "kubernetes-minor-supported",
  level: "mandatory",
  description: "The platform supports the Kubernetes minor of every cluster on the day asked about.",
  sources: [
    "https://learn.microsoft.com/azure/aks/supported-kubernetes-versions",
    "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
  ],
  scope: clusters,
  *check(cluster, { asOf }) {
    const support = minorSupportOf(cluster);
    if (support === undefined || minorPhase(cluster.platform, support.minor, asOf) !== "ended") return;
    const title = platformTitles[cluster.platform];
    yield {
      field: cluster.property,
      problem: `is "${cluster.resource.props.string(cluster.property) ?? ""}"`,
      reason: `${title} ended all support of Kubernetes ${support.minor} on ${support.extendedEnd ?? support.standardEnd}`,
      fix: `Upgrade one minor at a time; the newest is ${newestMinor(cluster.platform, asOf) ?? "unknown"}`,
    };
  },
});
