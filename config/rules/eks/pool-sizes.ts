import type { Problem } from "../../problem";
import type { EksNodePool, EksSystemPool } from "../../schema/eks/pools";
import type { EksConfig } from "../../schema/eks";
import type { Rule } from "../rule";

const groupsUrl = "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html";
const quotasUrl = "https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html";

/** Managed node groups of a cluster. */
const mostGroups = 30;

/** Pools have a size, it makes sense, and there are not more groups than a cluster takes. */
export const poolSizes: Rule<EksConfig> = ({ systemPool, nodePools }) => {
  const managed = nodePools.filter((pool) => pool.os === "Linux" || pool.managed);
  const groups = managed.length + 1;
  return [
    ...(systemPool.count === 0
      ? [
          {
            path: "systemPool.count",
            value: 0,
            reason: "must be at least 1: CoreDNS and the controllers run on Linux only",
            fix: "use 2 for a cluster that matters",
            url: "https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html",
          },
        ]
      : []),
    ...sizeProblems("systemPool", systemPool),
    ...nodePools.flatMap((pool, index) => sizeProblems(`nodePools[${String(index)}]`, pool)),
    ...(groups > mostGroups
      ? [
          {
            path: "nodePools",
            reason: `must be at most ${String(mostGroups - 1)} beside systemPool, and are ${String(managed.length)}`,
            fix: "join pools that differ little",
            url: quotasUrl,
          },
        ]
      : []),
  ];
};

function sizeProblems(path: string, { count, autoscale }: EksNodePool | EksSystemPool): Problem[] {
  if ((count === undefined) === (autoscale === undefined)) {
    const reason = `must have ${count === undefined ? "count or autoscale" : "either count or autoscale, not both"}`;
    return [{ path, reason, fix: "set count to a fixed number of nodes, or autoscale to { min, max }" }];
  }
  if (autoscale === undefined || autoscale.max >= autoscale.min) return [];
  const reason = `must be at least autoscale.min ${String(autoscale.min)}`;
  return [
    {
      path: `${path}.autoscale.max`,
      value: autoscale.max,
      reason,
      fix: "raise max or lower min",
      url: groupsUrl,
    },
  ];
}
