/** A cluster as `az aks show -o json` prints it: the Python SDK's spelling, empty properties as null. */
export const azCluster = {
  id: "/subscriptions/s/resourcegroups/legacy-rg/providers/Microsoft.ContainerService/managedClusters/old",
  name: "old",
  type: "Microsoft.ContainerService/ManagedClusters",
  location: "westeurope",
  resourceGroup: "legacy-rg",
  tags: { owner: "legacy" },
  sku: { name: "Base", tier: "Standard" },
  kubernetesVersion: "1.36",
  currentKubernetesVersion: "1.36.2",
  dnsPrefix: "old-dns",
  nodeResourceGroup: "MC_legacy-rg_old_westeurope",
  enableRbac: true,
  disableLocalAccounts: false,
  provisioningState: "Succeeded",
  aadProfile: null,
  identity: { type: "SystemAssigned", principalId: "p", tenantId: "t", userAssignedIdentities: null },
  oidcIssuerProfile: { enabled: false, issuerUrl: null },
  autoUpgradeProfile: { nodeOsUpgradeChannel: "NodeImage", upgradeChannel: null },
  networkProfile: {
    networkPlugin: "azure",
    networkPluginMode: "overlay",
    networkDataplane: "azure",
    networkPolicy: "none",
    podCidr: "10.244.0.0/16",
    serviceCidr: "10.0.0.0/16",
    dnsServiceIp: "10.0.0.10",
    outboundType: "loadBalancer",
    ipFamilies: ["IPv4"],
  },
  servicePrincipalProfile: { clientId: "msi" },
  windowsProfile: { adminUsername: "azureuser", enableCsiProxy: true, licenseType: null },
  agentPoolProfiles: [
    {
      name: "npwin",
      mode: "User",
      osType: "Windows",
      osSku: "Windows2022",
      vmSize: "Standard_D4s_v5",
      count: 2,
      enableAutoScaling: false,
      maxPods: 30,
      osDiskSizeGb: 128,
      osDiskType: "Managed",
      orchestratorVersion: "1.35",
      currentOrchestratorVersion: "1.35.4",
      enableFips: false,
      nodeLabels: null,
      nodeTaints: null,
      vnetSubnetId: null,
      upgradeSettings: { maxSurge: "10%" },
      type: "VirtualMachineScaleSets",
    },
    {
      name: "nodepool1",
      mode: "System",
      osType: "Linux",
      osSku: "Ubuntu",
      vmSize: "Standard_D4s_v5",
      count: 3,
      enableAutoScaling: true,
      minCount: 2,
      maxCount: 5,
      maxPods: 250,
      osDiskSizeGb: 128,
      osDiskType: "Managed",
      orchestratorVersion: "1.36",
      availabilityZones: ["1", "2"],
      type: "VirtualMachineScaleSets",
    },
    {
      name: "batcha",
      mode: "User",
      osType: "Linux",
      osSku: "AzureLinux",
      vmSize: "Standard_D4s_v5",
      count: 0,
      enableAutoScaling: true,
      minCount: 0,
      maxCount: 4,
      scaleSetPriority: "Spot",
      scaleSetEvictionPolicy: "Delete",
      spotMaxPrice: -1,
      orchestratorVersion: "1.36",
      nodeLabels: { team: "blue", "kubernetes.azure.com/scalesetpriority": "spot" },
      nodeTaints: ["kubernetes.azure.com/scalesetpriority=spot:NoSchedule", "dedicated=batch:NoSchedule"],
      type: "VirtualMachineScaleSets",
    },
  ],
} as const;

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const subnets = ["subnet-0123456789abcdea", "subnet-0123456789abcdeb"] as const;

/** A cluster as `aws eks describe-cluster` prints it. */
export const awsCluster = {
  cluster: {
    name: "Old_Cluster",
    arn: "arn:aws:eks:eu-west-1:111122223333:cluster/Old_Cluster",
    version: "1.36",
    roleArn: role("old-cluster"),
    status: "ACTIVE",
    resourcesVpcConfig: {
      subnetIds: subnets,
      securityGroupIds: [],
      clusterSecurityGroupId: "sg-0123456789abcdef0",
      vpcId: "vpc-0123456789abcdef0",
      endpointPublicAccess: true,
      endpointPrivateAccess: false,
      publicAccessCidrs: ["0.0.0.0/0"],
    },
    kubernetesNetworkConfig: { serviceIpv4Cidr: "172.20.0.0/16", ipFamily: "ipv4" },
    logging: {
      clusterLogging: [
        { types: ["api"], enabled: true },
        { types: ["audit"], enabled: false },
      ],
    },
    accessConfig: { authenticationMode: "CONFIG_MAP" },
    upgradePolicy: { supportType: "EXTENDED" },
    identity: { oidc: { issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC" } },
    tags: { owner: "legacy" },
  },
} as const;

/** A Linux group as `aws eks describe-nodegroup` prints it. */
export const linuxGroup = {
  nodegroup: {
    nodegroupName: "workers",
    clusterName: "Old_Cluster",
    version: "1.36",
    releaseVersion: "1.36.1-20261112",
    capacityType: "ON_DEMAND",
    scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 2 },
    instanceTypes: ["m6i.large"],
    subnets,
    amiType: "AL2023_x86_64_STANDARD",
    nodeRole: role("old-linux"),
    diskSize: 20,
    updateConfig: { maxUnavailable: 1 },
  },
} as const;

/** A Windows group with its own launch template. */
export const windowsGroup = {
  nodegroup: {
    nodegroupName: "Win-2022",
    clusterName: "Old_Cluster",
    version: "1.35",
    capacityType: "SPOT",
    scalingConfig: { minSize: 2, maxSize: 2, desiredSize: 2 },
    instanceTypes: ["m6i.xlarge"],
    subnets: [subnets[0]],
    amiType: "WINDOWS_FULL_2022_x86_64",
    nodeRole: role("old-windows"),
    labels: { team: "blue", "eks.amazonaws.com/nodegroup": "Win-2022" },
    taints: [{ key: "dedicated", value: "iis", effect: "NO_SCHEDULE" }],
    launchTemplate: { id: "lt-0123456789abcdef0", name: "win", version: "3" },
    updateConfig: { maxUnavailablePercentage: 50 },
  },
} as const;

/** A group whose launch template says image and size. */
export const ownImageGroup = {
  nodegroup: {
    nodegroupName: "golden",
    clusterName: "Old_Cluster",
    capacityType: "ON_DEMAND",
    scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
    subnets,
    amiType: "CUSTOM",
    nodeRole: role("old-linux"),
    launchTemplate: { id: "lt-0123456789abcdef1", name: "golden", version: "1" },
  },
} as const;

/** An add-on as `aws eks describe-addon` prints it. */
export const cniAddOn = {
  addon: {
    addonName: "vpc-cni",
    clusterName: "Old_Cluster",
    addonVersion: "v1.20.0-eksbuild.1",
    configurationValues: '{"enableWindowsIpam":"true"}',
  },
} as const;

/** A group as `aws autoscaling describe-auto-scaling-groups` prints it among others. */
export function machines(name: string, tags: Readonly<Record<string, string>>) {
  const ResourceId = name;
  return {
    AutoScalingGroupName: name,
    MinSize: 1,
    MaxSize: 2,
    DesiredCapacity: 1,
    Tags: Object.entries(tags).map(([Key, Value]) => ({ ResourceId, Key, Value, PropagateAtLaunch: true })),
  };
}

/** A description file with this content. */
export function file(content: unknown, name = "cluster.json") {
  return { name, text: JSON.stringify(content) };
}
