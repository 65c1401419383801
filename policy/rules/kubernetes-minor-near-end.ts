import { minorPhase } from "../../catalogue/kubernetes-minors";
import { daysBetween } from "../dates";
import { resourceRule } from "../rule";
import { clusters, minorSupportOf, newestMinor, platformTitles } from "../scopes/versions";

/** Nobody is surprised by the end of a Kubernetes minor. */
export const kubernetesMinorNearEnd = resourceRule({
  name: "kubernetes-minor-near-end",
  level: "advisory",
  description: "Standard support of the Kubernetes minor of a cluster does not end within the next days.",
  sources: [
    "https://learn.microsoft.com/azure/aks/supported-kubernetes-versions",
    "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
  ],
  parameters: {
    days: {
      type: "integer",
      default: 60,
      minimum: 0,
      description: "Days before the end from which the rule speaks.",
    },
  },
  scope: clusters,
  *check(cluster, { asOf, parameters: { days } }) {
    const support = minorSupportOf(cluster);
    if (support === undefined) return;
    const phase = minorPhase(cluster.platform, support.minor, asOf);
    const left = daysBetween(asOf, support.standardEnd);
    // After the end of all support another rule speaks.
    if (phase === "ended" || left > days) return;
    const title = platformTitles[cluster.platform];
    yield {
      field: cluster.property,
      problem: `is "${cluster.resource.props.string(cluster.property) ?? ""}"`,
      reason:
        phase === "extended"
          ? `${title}'s standard support of Kubernetes ${support.minor} ended on ${support.standardEnd}, and paid support ends on ${support.extendedEnd ?? support.standardEnd}`
          : `${title}'s standard support of Kubernetes ${support.minor} ends on ${support.standardEnd}, in ${left} days`,
      fix: `Plan the upgrade, one minor at a time; the newest is ${newestMinor(cluster.platform, asOf) ?? "unknown"}`,
    };
  },
});
