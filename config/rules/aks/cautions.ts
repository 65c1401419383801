import type { AksConfig } from "../../schema/aks";
import { aksWindowsSkuSupport } from "../../../catalogue/aks";
import { parseMinor } from "../../../catalogue/kubernetes-minors";
import { vmSize } from "../../../catalogue/vm-sizes";
import { nodeCounts } from "../../schema/aks/pool-facts";
import type { Rule } from "../rule";
import { clause, documentedIn } from "../rule";

const systemUrl = "https://learn.microsoft.com/azure/aks/use-system-pools";
const calicoUrl = "https://github.com/projectcalico/calico/issues/11691";

/** What Azure accepts and what hurts later. */
export const cautions: Rule<AksConfig> = (config, asOf) => [
  ...retirements(config, asOf),
  ...systemPool(config, asOf),
  ...calico(config, asOf),
];

const retirements: Rule<AksConfig> = ({ cluster, nodePools }, asOf) =>
  nodePools.flatMap((pool, index) => {
    const minor = parseMinor(pool.kubernetesVersion ?? cluster.kubernetesVersion);
    if (pool.os !== "Windows" || minor === undefined) return [];
    const { verdict, reason, source } = aksWindowsSkuSupport(`Windows${pool.release}`, minor, asOf);
    if (verdict !== "warn") return [];
    const path = `nodePools[${String(index)}].release`;
    return {
      path,
      value: pool.release,
      reason: clause(reason),
      fix: "plan the move to a newer release",
      ...documentedIn(source),
    };
  });

const systemPool: Rule<AksConfig> = ({ environment, systemPool: pool }) => {
  if (environment === "dev") return [];
  const { min } = nodeCounts(pool);
  return [
    ...(min < 2
      ? [
          {
            path: "systemPool",
            reason: `should have at least 2 nodes, better 3, and has ${String(min)}`,
            fix: "raise the number of nodes: with one, every upgrade stops DNS",
            url: systemUrl,
          },
        ]
      : []),
    ...(vmSize(pool.vmSize)?.burstable === true
      ? [
          {
            path: "systemPool.vmSize",
            value: pool.vmSize,
            reason: "should not be a burstable size: out of credits, the cluster's DNS slows down",
            fix: "choose a size of the D series",
            url: systemUrl,
          },
        ]
      : []),
  ];
};

const calico: Rule<AksConfig> = ({ network, nodePools }) => {
  if (network.policy !== "calico") return [];
  return nodePools.flatMap((pool, index) => {
    if (pool.os !== "Windows" || pool.release !== "2025") return [];
    return {
      path: `nodePools[${String(index)}].release`,
      value: pool.release,
      reason:
        "should not be combined with network.policy calico: Calico does not list Windows Server 2025 as supported",
      fix: "test the policies on these nodes, or use 2022",
      url: calicoUrl,
    };
  });
};
