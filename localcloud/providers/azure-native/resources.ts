/** How the provider maps one resource type to Azure's REST interface. */
export interface ResourceSpec {
  /** Path with `{parameter}`s, by the names that the SDK gives them. */
  readonly path: string;
  /** Paths of properties whose change plans a replacement, beside all parameters of the path. */
  readonly replaceOn: readonly string[];
}

const group = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}";

/**
 * The resources that the stand-in supports, with the replacement map of the real provider.
 *
 * @see https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/gen/replacement.go
 */
export const resourceSpecs: Readonly<Record<string, ResourceSpec>> = {
  "azure-native:resources:ResourceGroup": {
    path: group,
    replaceOn: ["location"],
  },
  "azure-native:network:VirtualNetwork": {
    path: `${group}/providers/Microsoft.Network/virtualNetworks/{virtualNetworkName}`,
    replaceOn: ["location"],
  },
  "azure-native:network:Subnet": {
    path: `${group}/providers/Microsoft.Network/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}`,
    replaceOn: [],
  },
  "azure-native:managedidentity:UserAssignedIdentity": {
    path: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}`,
    replaceOn: ["location"],
  },
  "azure-native:managedidentity:FederatedIdentityCredential": {
    path: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}/federatedIdentityCredentials/{federatedIdentityCredentialResourceName}`,
    replaceOn: [],
  },
  "azure-native:authorization:RoleAssignment": {
    path: "/{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
    replaceOn: ["principalId", "scope"],
  },
  "azure-native:operationalinsights:Workspace": {
    path: `${group}/providers/Microsoft.OperationalInsights/workspaces/{workspaceName}`,
    replaceOn: ["location"],
  },
  "azure-native:monitor:AzureMonitorWorkspace": {
    path: `${group}/providers/Microsoft.Monitor/accounts/{azureMonitorWorkspaceName}`,
    replaceOn: ["location"],
  },
  "azure-native:monitor:DataCollectionEndpoint": {
    path: `${group}/providers/Microsoft.Insights/dataCollectionEndpoints/{dataCollectionEndpointName}`,
    replaceOn: ["location"],
  },
  "azure-native:monitor:DataCollectionRule": {
    path: `${group}/providers/Microsoft.Insights/dataCollectionRules/{dataCollectionRuleName}`,
    replaceOn: ["location"],
  },
  "azure-native:monitor:DataCollectionRuleAssociation": {
    path: "/{resourceUri}/providers/Microsoft.Insights/dataCollectionRuleAssociations/{associationName}",
    replaceOn: [],
  },
  "azure-native:monitor:DiagnosticSetting": {
    path: "/{resourceUri}/providers/Microsoft.Insights/diagnosticSettings/{name}",
    replaceOn: [],
  },
  "azure-native:alertsmanagement:PrometheusRuleGroup": {
    path: `${group}/providers/Microsoft.AlertsManagement/prometheusRuleGroups/{ruleGroupName}`,
    replaceOn: ["location"],
  },
  "azure-native:containerservice:MaintenanceConfiguration": {
    path: `${group}/providers/Microsoft.ContainerService/managedClusters/{resourceName}/maintenanceConfigurations/{configName}`,
    replaceOn: [],
  },
  "azure-native:containerservice:ManagedCluster": {
    path: `${group}/providers/Microsoft.ContainerService/managedClusters/{resourceName}`,
    replaceOn: [
      "diskEncryptionSetID",
      "dnsPrefix",
      "fqdnSubdomain",
      "linuxProfile",
      "location",
      "nodeResourceGroup",
      "windowsProfile",
      ...[
        "serviceCidr",
        "serviceCidrs",
        "dnsServiceIP",
        "networkMode",
        "networkPlugin",
        "networkPluginMode",
        "podCidr",
        "networkDataplane",
        "networkPolicy",
        "outboundType",
      ].map((name) => `networkProfile.${name}`),
    ],
  },
  "azure-native:containerservice:AgentPool": {
    path: `${group}/providers/Microsoft.ContainerService/managedClusters/{resourceName}/agentPools/{agentPoolName}`,
    replaceOn: ["gpuInstanceProfile", "vmSize", "networkProfile.nodePublicIPTags"],
  },
};

/** Properties that stand at the top of a body; all others are in `properties`. */
export const envelope: ReadonlySet<string> = new Set([
  "id",
  "location",
  "tags",
  "identity",
  "sku",
  "kind",
  "zones",
  "etag",
  "eTag",
  "extendedLocation",
  "managedBy",
  "systemData",
]);

/** Object types inside of bodies that keep their members in `properties`, as resources do. */
export const flattenedTypes: ReadonlySet<string> = new Set(
  [
    "Subnet",
    "Delegation",
    "VirtualNetworkPeering",
    "VirtualNetworkPeeringVirtualNetwork",
    "NetworkSecurityGroup",
    "SecurityRule",
    "RouteTable",
    "Route",
    "PublicIPAddress",
    "NatGateway",
  ].map((name) => `network.${name}`),
);

/** Names of a path's parameters, in order. */
export function pathParameters(spec: ResourceSpec): readonly string[] {
  return [...spec.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
}

/** Parameters that are ids themselves, and go into the path as they are. */
const wholeIds: ReadonlySet<string> = new Set(["scope", "resourceUri"]);

/** The id of a resource, from its inputs. */
export function resourceId(spec: ResourceSpec, values: Readonly<Record<string, unknown>>): string {
  return spec.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(values[name]);
    return wholeIds.has(name) ? value.replace(/^\/|\/$/g, "") : encodeURIComponent(value);
  });
}

/** The parameters in an id; `undefined` when it is the id of something else. */
export function parseId(spec: ResourceSpec, id: string): Readonly<Record<string, string>> | undefined {
  const names = pathParameters(spec);
  const form = spec.path
    .replace(/[.]/g, "\\.")
    .replace(/\{(\w+)\}/g, (_, name: string) => (wholeIds.has(name) ? "(.+)" : "([^/]+)"));
  const values = new RegExp(`^${form}$`, "i").exec(id)?.slice(1);
  if (values === undefined) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? "")]));
}
