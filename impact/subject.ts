import type { ImpactType } from "../catalogue/impact";

/** What a resource is to the report. */
type SubjectKind = "cluster" | "pool" | "kubernetes" | "provider" | "other";

/** What a resource type is to the report. */
export interface Subject {
  readonly kind: SubjectKind;
  /** Rows of the impact table that hold for it. */
  readonly rows?: ImpactType;
  /** Whose property names it uses. */
  readonly dialect: "azure-native" | "azure" | "aws" | "kubernetes" | "other";
  /** Short name for the report: `AgentPool`, `Deployment`. */
  readonly title: string;
}

const pools: readonly (readonly [RegExp, Subject])[] = [
  [
    containerService("ManagedCluster"),
    { kind: "cluster", rows: "aks:ManagedCluster", dialect: "azure-native", title: "ManagedCluster" },
  ],
  [
    containerService("AgentPool"),
    { kind: "pool", rows: "aks:AgentPool", dialect: "azure-native", title: "AgentPool" },
  ],
  [
    /^azure:containerservice\/kubernetesCluster:KubernetesCluster$/,
    { kind: "cluster", rows: "aks:ManagedCluster", dialect: "azure", title: "KubernetesCluster" },
  ],
  [
    /^azure:containerservice\/kubernetesClusterNodePool:KubernetesClusterNodePool$/,
    { kind: "pool", rows: "aks:AgentPool", dialect: "azure", title: "KubernetesClusterNodePool" },
  ],
  [/^aws:eks\/cluster:Cluster$/, { kind: "cluster", rows: "eks:Cluster", dialect: "aws", title: "Cluster" }],
  [
    /^aws:eks\/nodeGroup:NodeGroup$/,
    { kind: "pool", rows: "eks:NodeGroup", dialect: "aws", title: "NodeGroup" },
  ],
  [
    /^aws:autoscaling\/group:Group$/,
    { kind: "pool", rows: "eks:AutoScalingGroup", dialect: "aws", title: "Auto Scaling group" },
  ],
];

/**
 * A type of azure-native's container service in all its spellings: `azure-native:containerservice:T`, with a dated
 * module (`containerservice/v20240901`), and of generated packages (`azure-native_containerservice_v20260501`).
 */
function containerService(type: string): RegExp {
  return new RegExp(`^azure-native(?:_containerservice_v\\w+)?:containerservice(?:/v\\w+)?:${type}$`);
}

/**
 * Says what a resource type is to the report.
 *
 * @param type - type token of the resource
 */
export function subjectOf(type: string): Subject {
  for (const [pattern, subject] of pools) if (pattern.test(type)) return subject;
  const title = type.split(":").at(-1) ?? type;
  if (type.startsWith("pulumi:providers:"))
    return { kind: "provider", dialect: "other", title: `${title} provider` };
  if (type.startsWith("kubernetes:")) return { kind: "kubernetes", dialect: "kubernetes", title };
  return { kind: "other", dialect: "other", title };
}

/**
 * Whether the report looks at a resource of this type even when nothing about it changes: clusters, pools, providers,
 * workloads and their disruption budgets.
 *
 * @param type - type token of the resource
 */
export function isTelling(type: string): boolean {
  const { kind } = subjectOf(type);
  return kind === "cluster" || kind === "pool" || kind === "provider" || workloads.test(type);
}

const workloads =
  /^kubernetes:(?:apps\/v1:(?:Deployment|DaemonSet|StatefulSet)|core\/v1:Pod|batch\/v1:Job|policy\/v1:PodDisruptionBudget)$/;
