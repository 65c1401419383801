import type { KubernetesMinor } from "../../../catalogue/kubernetes-minors";
import {
  compareMinors,
  kubernetesMinors,
  minorPhase,
  nodeSkew,
  parseMinor,
} from "../../../catalogue/kubernetes-minors";
import { eksReleaseVersionMinor } from "../../../catalogue/eks";
import type { IsoDate } from "../../../catalogue/source";
import type { Problem } from "../../problem";
import type { EksConfig } from "../../schema/eks";
import type { Rule } from "../rule";
import { clause, documentedIn } from "../rule";

const versionsUrl = "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html";

/** EKS offers the cluster's minor on that day, pools fit it, and releases of AMIs fit the pools. */
export const kubernetesVersions: Rule<EksConfig> = ({ cluster, systemPool, nodePools }, asOf) => {
  const minor = parseMinor(cluster.kubernetesVersion);
  if (minor === undefined) return [];
  return [
    ...supportProblems(minor, cluster.extendedSupport, asOf),
    ...releaseProblems("systemPool", systemPool.releaseVersion, minor),
    ...nodePools.flatMap(({ kubernetesVersion, releaseVersion }, index) => {
      const path = `nodePools[${String(index)}]`;
      const own = kubernetesVersion === undefined ? undefined : parseMinor(kubernetesVersion);
      return [
        ...(own === undefined ? [] : skewProblems(`${path}.kubernetesVersion`, own, minor)),
        ...releaseProblems(path, releaseVersion, own ?? minor),
      ];
    }),
  ];
};

function supportProblems(minor: KubernetesMinor, extended: boolean, asOf: IsoDate): Problem[] {
  const at = { path: "cluster.kubernetesVersion", value: minor, url: versionsUrl };
  const oldest = kubernetesMinors.eks[0];
  const older = oldest !== undefined && compareMinors(minor, oldest.minor) < 0;
  switch (older ? "ended" : minorPhase("eks", minor, asOf)) {
    case "ended":
      return [{ ...at, reason: `is no longer supported by EKS on ${asOf}`, fix: "use a newer minor" }];
    case "extended":
      if (extended) return [];
      return [
        {
          ...at,
          reason: `has extended support only on ${asOf}, for which EKS takes more`,
          fix: "use a newer minor, or set cluster.extendedSupport",
        },
      ];
    case "standard":
    case "planned":
    case "unknown":
      // EKS knows newer minors than the catalogue, and refuses those it does not have itself.
      return [];
  }
}

function skewProblems(path: string, nodes: KubernetesMinor, controlPlane: KubernetesMinor): Problem[] {
  const { verdict, reason, source } = nodeSkew("eks", controlPlane, nodes);
  if (verdict !== "deny") return [];
  const fix =
    compareMinors(nodes, controlPlane) > 0
      ? "upgrade the cluster first"
      : "upgrade the pool before the cluster";
  return [{ path, value: nodes, reason: `cannot be used: ${clause(reason)}`, fix, ...documentedIn(source) }];
}

function releaseProblems(path: string, release: string | undefined, minor: KubernetesMinor): Problem[] {
  if (release === undefined || eksReleaseVersionMinor(release) === minor) return [];
  return [
    {
      path: `${path}.releaseVersion`,
      value: release,
      reason: `must be a release of Kubernetes ${minor}, which the nodes have`,
      fix: "choose a release of that minor, or leave it out for the newest",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-versions-windows.html",
    },
  ];
}
