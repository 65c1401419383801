import type { Problem } from "../../problem";
import type { EksConfig } from "../../schema/eks";
import { poolsWithoutCluster } from "../adopted";
import type { Rule } from "../rule";

/** An adopted cluster is in subnets that exist, and only such a cluster has adopted pools. */
export const adopted: Rule<EksConfig> = (config) => [
  ...networkProblems(config),
  ...poolsWithoutCluster(config),
  ...systemProblems(config),
  ...selfManagedProblems(config),
  ...addOnProblems(config),
];

function networkProblems({ adopted: cluster, network }: EksConfig): Problem[] {
  if (cluster === undefined || network.existingSubnetIds !== undefined) return [];
  const reason = "needs network.existingSubnetIds, because a cluster cannot move to a new VPC";
  return [{ path: "adopted", reason, fix: "set network.existingSubnetIds to the cluster's own subnets" }];
}

function systemProblems({ adopted: cluster, systemPool }: EksConfig): Problem[] {
  if (cluster !== undefined || systemPool.adopted === undefined) return [];
  const reason = "has no meaning in a stack that makes its own cluster";
  return [{ path: "systemPool.adopted", reason, fix: "remove it" }];
}

function selfManagedProblems({ nodePools }: EksConfig): Problem[] {
  return nodePools.flatMap((pool, index) => {
    if (pool.os !== "Windows" || pool.managed || pool.adopted === undefined) return [];
    const reason = "has no meaning for a pool with managed: false: only node groups of EKS can be adopted";
    return [
      { path: `nodePools[${String(index)}].adopted`, reason, fix: "remove it, or set managed to true" },
    ];
  });
}

function addOnProblems({ adopted: cluster }: EksConfig): Problem[] {
  const addOns = cluster?.addOns ?? [];
  return addOns.flatMap(({ name, selfManaged, configurationValues }, index) => {
    const path = `adopted.addOns[${String(index)}]`;
    const first = addOns.findIndex((other) => other.name === name);
    if (first !== index) {
      const reason = `must be unique, but adopted.addOns[${String(first)}] is the same add-on`;
      return [{ path: `${path}.name`, value: name, reason, fix: "remove one of them" }];
    }
    if (!selfManaged || configurationValues === undefined) return [];
    const reason = "has no meaning with selfManaged: true: the stack leaves the add-on alone";
    return [{ path: `${path}.configurationValues`, reason, fix: "remove it, or selfManaged" }];
  });
}
