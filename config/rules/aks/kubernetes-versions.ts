import type { AksConfig } from "../../schema/aks";
import type { KubernetesMinor, MinorPhase } from "../../../catalogue/kubernetes-minors";
import {
  compareMinors,
  kubernetesMinors,
  minorPhase,
  parseMinor,
} from "../../../catalogue/kubernetes-minors";
import type { IsoDate } from "../../../catalogue/source";
import type { Problem } from "../../problem";
import type { Rule } from "../rule";

const versionsUrl = "https://learn.microsoft.com/azure/aks/supported-kubernetes-versions";
const skewUrl = "https://learn.microsoft.com/azure/aks/upgrade-node-pools";

/** How many minors a node pool may be behind its control plane: the stricter one of two figures in Azure's pages. */
const maxMinorsBehind = 2;

/** AKS offers the cluster's minor on that day, and pools are neither newer nor far behind. */
export const kubernetesVersions: Rule<AksConfig> = ({ cluster, nodePools }, asOf) => {
  const minor = parseMinor(cluster.kubernetesVersion);
  if (minor === undefined) return [];
  const pools = nodePools.flatMap(({ kubernetesVersion }, index) =>
    kubernetesVersion === undefined
      ? []
      : skewProblems(
          `nodePools[${String(index)}].kubernetesVersion`,
          kubernetesVersion,
          cluster.kubernetesVersion,
          minor,
        ),
  );
  const lts = cluster.longTermSupport && cluster.tier !== "Premium";
  return [
    ...supportProblems(minor, cluster.longTermSupport, asOf),
    ...(lts
      ? [
          {
            path: "cluster.longTermSupport",
            value: true,
            reason: `needs cluster.tier Premium, which is ${cluster.tier}`,
            fix: "set cluster.tier to Premium",
            url: versionsUrl,
          },
        ]
      : []),
    ...pools,
  ];
};

/** The phase on AKS; what is older than everything that the catalogue knows has ended. */
function phaseOf(minor: KubernetesMinor, asOf: IsoDate): MinorPhase {
  const oldest = kubernetesMinors.aks[0];
  if (oldest !== undefined && compareMinors(minor, oldest.minor) < 0) return "ended";
  return minorPhase("aks", minor, asOf);
}

function supportProblems(minor: KubernetesMinor, longTermSupport: boolean, asOf: IsoDate): Problem[] {
  const path = "cluster.kubernetesVersion";
  switch (phaseOf(minor, asOf)) {
    case "ended":
      return [
        {
          path,
          value: minor,
          reason: `is no longer supported by AKS on ${asOf}`,
          fix: "use a newer minor",
          url: versionsUrl,
        },
      ];
    case "extended":
      if (longTermSupport) return [];
      return [
        {
          path,
          value: minor,
          reason: `has long-term support only on ${asOf}`,
          fix: "use a newer minor, or set cluster.longTermSupport and cluster.tier Premium",
          url: versionsUrl,
        },
      ];
    case "standard":
    case "planned":
    case "unknown":
      // Azure knows newer minors than the catalogue, and refuses those it does not have itself.
      return [];
  }
}

function skewProblems(
  path: string,
  version: string,
  clusterVersion: string,
  clusterMinor: KubernetesMinor,
): Problem[] {
  const minor = parseMinor(version);
  if (minor === undefined) return [];
  const behind = compareMinors(clusterMinor, minor);
  if (behind < 0 || isNewerPatch(version, clusterVersion, behind)) {
    const reason = `must not be newer than cluster.kubernetesVersion ${clusterVersion}`;
    return [{ path, value: version, reason, fix: "upgrade the cluster first", url: skewUrl }];
  }
  if (behind <= maxMinorsBehind) return [];
  const reason = `must be at most ${String(maxMinorsBehind)} minors behind cluster.kubernetesVersion ${clusterVersion}`;
  return [{ path, value: version, reason, fix: "upgrade the pool before the cluster", url: skewUrl }];
}

function isNewerPatch(version: string, clusterVersion: string, behind: number): boolean {
  const [patch, clusterPatch] = [version.split(".")[2], clusterVersion.split(".")[2]];
  return (
    behind === 0 && patch !== undefined && clusterPatch !== undefined && Number(patch) > Number(clusterPatch)
  );
}
