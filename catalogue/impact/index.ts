import { aksAgentPoolRows } from "./aks-agent-pool";
import { aksManagedClusterRows } from "./aks-managed-cluster";
import { eksAutoScalingGroupRows } from "./eks-auto-scaling-group";
import { eksClusterRows } from "./eks-cluster";
import { eksNodeGroupRows } from "./eks-node-group";
import type { ImpactRow, ImpactType } from "./row";

export * from "./durations";
export * from "./effect-class";
export * from "./kubernetes-fields";
export * from "./kubernetes-kinds";
export * from "./row";

/** The table behind the impact report, by resource type. */
export const impactRows: Readonly<Record<ImpactType, readonly ImpactRow[]>> = {
  "aks:ManagedCluster": aksManagedClusterRows,
  "aks:AgentPool": aksAgentPoolRows,
  "eks:Cluster": eksClusterRows,
  "eks:NodeGroup": eksNodeGroupRows,
  "eks:AutoScalingGroup": eksAutoScalingGroupRows,
};
