import { compareMinors, parseMinor } from "../../catalogue/kubernetes-minors";
import { stackRule } from "../rule";
import { aksPools, clusterOf } from "../scopes/aks-pools";

/** Minors that a pool may be behind its cluster. */
const MAX_SKEW = 2;

/** A pool is not newer than its cluster, and not too old for it. */
export const aksPoolVersionSkew = stackRule({
  name: "aks-pool-version-skew",
  level: "mandatory",
  description: `An AKS pool is at most ${MAX_SKEW} minors older than its cluster and never newer.`,
  sources: [
    "https://learn.microsoft.com/azure/aks/upgrade-node-pools",
    "https://learn.microsoft.com/azure/aks/supported-kubernetes-versions",
  ],
  scope: aksPools,
  *check(pool, stack) {
    const own = pool.view.string("orchestratorVersion");
    const version = own === undefined ? undefined : clusterOf(pool, stack)?.props.string("kubernetesVersion");
    if (own === undefined || version === undefined) return;
    const [minor, clusterMinor] = [parseMinor(own), parseMinor(version)];
    if (minor === undefined || clusterMinor === undefined) return;
    const behind = compareMinors(clusterMinor, minor);
    if (behind >= 0 && behind <= MAX_SKEW) return;
    yield {
      field: pool.view.pathTo("orchestratorVersion"),
      problem: `is "${own}" while kubernetesVersion of the cluster is "${version}"`,
      reason:
        behind < 0
          ? "AKS refuses a pool that is newer than its control plane with NodePoolMcVersionIncompatible"
          : `AKS supports pools up to ${MAX_SKEW} minors behind the control plane, this one is ${behind} behind`,
      fix:
        behind < 0 ? "Upgrade the cluster first" : "Upgrade the pool before the cluster, one minor at a time",
    };
  },
});
