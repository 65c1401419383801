import { awsNames, azureNames, nameProblem, type NameRule } from "../catalogue/names";
import { textAt, typeOf, type PlannedResource } from "./resource";

/** Where the name in the cloud stands among the inputs of a type, and what the cloud demands of it. */
const physicalNames: Readonly<
  Record<string, { readonly path: readonly string[]; readonly rule?: NameRule }>
> = {
  "azure-native:resources:ResourceGroup": { path: ["resourceGroupName"], rule: azureNames.resourceGroup },
  "azure-native:network:VirtualNetwork": { path: ["virtualNetworkName"], rule: azureNames.virtualNetwork },
  "azure-native:network:Subnet": { path: ["subnetName"], rule: azureNames.subnet },
  "azure-native:containerservice:ManagedCluster": { path: ["resourceName"], rule: azureNames.managedCluster },
  "azure-native:containerservice:AgentPool": { path: ["agentPoolName"] },
  "azure-native:managedidentity:UserAssignedIdentity": {
    path: ["resourceName"],
    rule: azureNames.userAssignedIdentity,
  },
  "aws:eks/cluster:Cluster": { path: ["name"], rule: awsNames.cluster },
  "aws:eks/nodeGroup:NodeGroup": { path: ["nodeGroupNamePrefix"], rule: awsNames.nodeGroup },
  "aws:autoscaling/group:Group": { path: ["namePrefix"] },
  "aws:eks/addon:Addon": { path: ["addonName"] },
  "aws:iam/role:Role": { path: ["name"], rule: awsNames.role },
  "aws:ec2/launchTemplate:LaunchTemplate": { path: ["name"], rule: awsNames.launchTemplate },
};

/** Name of a resource in its cloud. */
export interface PhysicalName {
  readonly name: string;
  /** Most characters that the cloud takes; absent where the catalogue has no rule. */
  readonly maxLength?: number;
  /** Why the cloud refuses it; absent when it fits. */
  readonly problem?: string;
}

/** The name of a resource in its cloud; `undefined` where the cloud or the engine chooses it. */
export function physicalName(resource: PlannedResource): PhysicalName | undefined {
  const type = typeOf(resource);
  const entry =
    physicalNames[type] ?? (type.startsWith("kubernetes:") ? { path: ["metadata", "name"] } : undefined);
  const name = entry === undefined ? "" : textAt(resource, ...entry.path);
  if (entry === undefined || name === "") return undefined;
  const rule = type.endsWith(":AgentPool") ? poolRule(resource) : entry.rule;
  if (rule === undefined) return { name };
  const problem = nameProblem(rule, name);
  return { name, maxLength: rule.maxLength, ...(problem === undefined ? {} : { problem }) };
}

function poolRule(pool: PlannedResource): NameRule {
  return textAt(pool, "osType") === "Windows" ? azureNames.windowsPool : azureNames.linuxPool;
}
