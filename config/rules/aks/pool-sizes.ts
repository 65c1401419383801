import type { AksConfig } from "../../schema/aks";
import { aksMaxPodsLimits, aksNodeCountLimits } from "../../../catalogue/aks";
import { maxPodsOf, nodeCounts } from "../../schema/aks/pool-facts";
import type { Problem } from "../../problem";
import type { AksNetwork } from "../../schema/aks/network";
import type { AksNodePool, AksSystemPool } from "../../schema/aks/pools";
import type { Rule } from "../rule";

const quotasUrl = "https://learn.microsoft.com/azure/aks/quotas-skus-regions";
const podsUrl = "https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning";

/** Most nodes of a cluster of the tier Free. */
const freeTierNodes = 1000;

/** Pools have a size, it makes sense, and all pools together fit into a cluster. */
export const poolSizes: Rule<AksConfig> = ({ cluster, systemPool, nodePools, network }) => {
  const pools = [
    { path: "systemPool", pool: systemPool },
    ...nodePools.map((pool, index) => ({ path: `nodePools[${String(index)}]`, pool })),
  ];
  const total = pools.reduce((sum, { pool }) => sum + nodeCounts(pool).max, 0);
  const limit = cluster.tier === "Free" ? freeTierNodes : aksNodeCountLimits.perCluster;
  return [
    ...(systemPool.count === 0
      ? [
          {
            path: "systemPool.count",
            value: 0,
            reason: "must be at least 1",
            fix: "use 3 for a cluster that matters",
            url: quotasUrl,
          },
        ]
      : []),
    ...pools.flatMap(({ path, pool }) => [...sizeProblems(path, pool), ...podProblems(path, pool, network)]),
    ...(total > limit
      ? [
          {
            path: "nodePools",
            reason: `must have at most ${String(limit)} nodes together with systemPool at cluster.tier ${cluster.tier}, and have ${String(total)}`,
            fix: "use fewer or larger nodes",
            url: quotasUrl,
          },
        ]
      : []),
  ];
};

function sizeProblems(path: string, { count, autoscale }: AksNodePool | AksSystemPool): Problem[] {
  if ((count === undefined) === (autoscale === undefined)) {
    const reason = `must have ${count === undefined ? "count or autoscale" : "either count or autoscale, not both"}`;
    return [{ path, reason, fix: "set count to a fixed number of nodes, or autoscale to { min, max }" }];
  }
  if (autoscale === undefined || autoscale.max >= autoscale.min) return [];
  const reason = `must be at least autoscale.min ${String(autoscale.min)}`;
  return [{ path: `${path}.autoscale.max`, value: autoscale.max, reason, fix: "raise max or lower min" }];
}

function podProblems(path: string, pool: AksNodePool | AksSystemPool, network: AksNetwork): Problem[] {
  const { min } = nodeCounts(pool);
  const pods = min * maxPodsOf(pool, network);
  if (min === 0 || pods >= aksMaxPodsLimits.minPerPool) return [];
  const reason = `must give the pool room for ${String(aksMaxPodsLimits.minPerPool)} pods, and ${String(min)} nodes give ${String(pods)}`;
  return [
    {
      path: `${path}.maxPods`,
      value: pool.maxPods,
      reason,
      fix: "raise maxPods or the number of nodes",
      url: podsUrl,
    },
  ];
}
