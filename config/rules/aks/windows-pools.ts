import type { AksConfig } from "../../schema/aks";
import { aksRequiresFips, aksWindowsSkuSupport } from "../../../catalogue/aks";
import { parseMinor } from "../../../catalogue/kubernetes-minors";
import type { Rule } from "../rule";
import { clause, documentedIn } from "../rule";

const fipsUrl = "https://learn.microsoft.com/azure/aks/enable-fips-nodes";

/** AKS has node images for the release of each Windows pool at the pool's Kubernetes version, and FIPS is on where it must be. */
export const windowsPools: Rule<AksConfig> = ({ cluster, nodePools }, asOf) =>
  nodePools.flatMap((pool, index) => {
    if (pool.os !== "Windows") return [];
    const path = `nodePools[${String(index)}]`;
    const osSku = `Windows${pool.release}`;
    const minor = parseMinor(pool.kubernetesVersion ?? cluster.kubernetesVersion);
    const support = minor === undefined ? undefined : aksWindowsSkuSupport(osSku, minor, asOf);
    return [
      ...(support?.verdict === "deny"
        ? [
            {
              path: `${path}.release`,
              value: pool.release,
              reason: `cannot be used: ${clause(support.reason)}`,
              fix: "choose another release or another Kubernetes version",
              ...documentedIn(support.source),
            },
          ]
        : []),
      ...(aksRequiresFips(osSku) && pool.fips === false
        ? [
            {
              path: `${path}.fips`,
              value: false,
              reason: `must not be false: node images of Windows Server ${pool.release} exist with FIPS only`,
              fix: "remove it",
              url: fipsUrl,
            },
          ]
        : []),
    ];
  });
