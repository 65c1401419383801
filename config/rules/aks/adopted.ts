import type { Problem } from "../../problem";
import type { AksConfig } from "../../schema/aks";
import type { Rule } from "../rule";
import { poolsWithoutCluster } from "../adopted";

/** An adopted cluster says once where its nodes are, and only such a cluster has adopted pools. */
export const adopted: Rule<AksConfig> = (config) => [
  ...networkProblems(config),
  ...poolsWithoutCluster(config),
];

function networkProblems({ adopted: cluster, network }: AksConfig): Problem[] {
  if (cluster === undefined) return [];
  const hasSubnet = network.existingSubnetId !== undefined;
  if (hasSubnet && cluster.managedNetwork) {
    const reason = "must not be true beside network.existingSubnetId: nodes are in one network";
    return [{ path: "adopted.managedNetwork", value: true, reason, fix: "remove one of them" }];
  }
  if (hasSubnet || cluster.managedNetwork) return [];
  const reason = "must say where the nodes are, because an adopted cluster cannot move to a new network";
  const fix = "set network.existingSubnetId, or adopted.managedNetwork to true where AKS made the network";
  return [{ path: "adopted", reason, fix }];
}
