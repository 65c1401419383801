import { aksWindowsSkuSupport } from "../../catalogue/aks";
import { parseMinor } from "../../catalogue/kubernetes-minors";
import { sourceUrl } from "../../catalogue/source";
import type { Rule } from ".";

/** AKS must have node images for the release of each Windows pool at the cluster's Kubernetes version. */
export const windowsReleases: Rule = ({ cluster, nodePools }, { asOf }) => {
  const minor = parseMinor(cluster.kubernetesVersion);
  if (minor === undefined) return [];
  return nodePools.flatMap((pool, index) => {
    if (pool.os !== "Windows") return [];
    const { verdict, reason, source } = aksWindowsSkuSupport(`Windows${pool.release}`, minor, asOf);
    if (verdict !== "deny") return [];
    const url = sourceUrl(source);
    return {
      path: `nodePools[${String(index)}].release`,
      value: pool.release,
      reason: `cannot be used: ${reason.replace(/\.$/, "")}`,
      fix: "choose another release, or another cluster.kubernetesVersion",
      ...(url === undefined ? {} : { url }),
    };
  });
};
