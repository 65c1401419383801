import type { JsonMap } from "../../../impact/json";
import { cluster, edit, linuxPool, same, step, urnOf, windowsPool } from "../build";
import type { Resource } from "../build";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const provider: Resource = {
  type: "pulumi:providers:kubernetes",
  name: "k8s",
  inputs: { kubeconfig: "[secret]" },
};
const openProvider = step(
  provider,
  provider.inputs,
  { kubeconfig: unknown },
  {
    op: "replace",
    replaceReasons: ["kubeconfig"],
    diffReasons: ["kubeconfig"],
    propertyDependencies: { kubeconfig: [urnOf(cluster)] },
  },
);
const inCascade = { op: "replace", replaceReasons: ["provider"], provider: `${urnOf(provider)}::id` };

const object = (type: string, name: string, inputs: JsonMap): Resource => ({
  type: `kubernetes:${type}`,
  name,
  inputs: { metadata: { name, namespace: "shop" }, ...inputs },
});
const web = (image: string, replicas = 2): Resource =>
  object("apps/v1:Deployment", "web", {
    spec: {
      replicas,
      selector: { matchLabels: { app: "web" } },
      template: {
        metadata: { labels: { app: "web" } },
        spec: { nodeSelector: { "kubernetes.io/os": "windows" }, containers: [{ name: "web", image }] },
      },
    },
  });
const budget = object("policy/v1:PodDisruptionBudget", "web", {
  spec: { minAvailable: 2, selector: { matchLabels: { app: "web" } } },
});
const ntfs = object("storage.k8s.io/v1:StorageClass", "disk-ntfs", {
  provisioner: "disk.csi.azure.com",
  reclaimPolicy: "Delete",
});

const eks: Resource = {
  type: "aws:eks/cluster:Cluster",
  name: "shop",
  inputs: {
    name: "shop",
    version: "1.35",
    roleArn: "arn:aws:iam::1:role/cluster",
    accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" },
  },
};
const group: Resource = {
  type: "aws:eks/nodeGroup:NodeGroup",
  name: "win",
  inputs: {
    clusterName: "shop",
    amiType: "WINDOWS_CORE_2022_x86_64",
    version: "1.35",
    instanceTypes: ["m6i.xlarge"],
    subnetIds: ["subnet-a", "subnet-b"],
    nodeRoleArn: "arn:aws:iam::1:role/win",
    scalingConfig: { minSize: 2, desiredSize: 3, maxSize: 6 },
    updateConfig: { maxUnavailable: 1 },
  },
};
const classic: Resource = {
  type: "azure:containerservice/kubernetesCluster:KubernetesCluster",
  name: "legacy",
  inputs: {
    name: "aks-legacy",
    kubernetesVersion: "1.35",
    defaultNodePool: {
      name: "system",
      vmSize: "Standard_D4s_v5",
      nodeCount: 3,
      temporaryNameForRotation: "tmp",
    },
  },
};
const classicPool: Resource = {
  type: "azure:containerservice/kubernetesClusterNodePool:KubernetesClusterNodePool",
  name: "legacy-win",
  inputs: {
    name: "win",
    kubernetesClusterId: unknown,
    osType: "Windows",
    osSku: "Windows2019",
    vmSize: "Standard_D4s_v5",
    nodeCount: 2,
    orchestratorVersion: "1.32",
  },
};
const newSlot: Resource = {
  ...windowsPool,
  name: "win25",
  inputs: { ...windowsPool.inputs, agentPoolName: "win25a", osSKU: "Windows2025", enableFIPS: true },
};

/** Twenty pull requests as teams make them: the name says what somebody wanted to do. */
export const scenarios: Readonly<Record<string, readonly JsonMap[]>> = {
  "01-nothing": [same(cluster), same(linuxPool), same(windowsPool)],
  "02-tags-everywhere": [
    edit(cluster, { tags: { team: "platform" } }),
    edit(linuxPool, { tags: { team: "platform" } }),
    edit(windowsPool, { tags: { team: "platform" } }),
  ],
  "03-more-windows-nodes": [same(cluster), edit(windowsPool, { count: 8 }), same(linuxPool)],
  "04-fewer-windows-nodes": [
    same(cluster),
    edit(windowsPool, { count: 4 }),
    same(linuxPool),
    same(web("x:1")),
    same(budget),
  ],
  "05-windows-2025-in-place": [same(cluster), edit(windowsPool, { osSKU: "Windows2025" }), same(linuxPool)],
  "06-windows-2025-beside": [
    same(cluster),
    step(newSlot, undefined, newSlot.inputs),
    same(windowsPool),
    same(linuxPool),
  ],
  "07-remove-old-windows-pool": [
    same(cluster),
    same(newSlot),
    step(windowsPool, windowsPool.inputs, undefined),
    same(web("x:1")),
  ],
  "08-bigger-machines-same-name": [
    same(cluster),
    edit(
      windowsPool,
      { vmSize: "Standard_D16s_v5" },
      { op: "replace", replaceReasons: ["vmSize"], createFirst: true },
    ),
  ],
  "09-max-pods-with-replace-on-changes": [
    same(cluster),
    edit(windowsPool, { maxPods: 80 }, { op: "replace", replaceReasons: ["maxPods"] }),
    same(web("x:1")),
    same(budget),
  ],
  "10-control-plane-upgrade-strands-windows": [
    edit(cluster, { kubernetesVersion: "1.37" }),
    same(linuxPool),
    same(windowsPool),
  ],
  "11-pool-upgrade": [
    same(cluster),
    edit(linuxPool, { orchestratorVersion: "1.36" }),
    edit(windowsPool, { orchestratorVersion: "1.36" }),
    same(web("x:1")),
    same(budget),
  ],
  "12-rotate-windows-password": [
    edit(
      cluster,
      {},
      {
        op: "replace",
        diffReasons: ["windowsProfile"],
        replaceReasons: ["windowsProfile"],
        detailedDiff: { "windowsProfile.adminPassword": { kind: "update-replace" } },
        protect: true,
      },
    ),
    same(windowsPool),
    same(linuxPool),
  ],
  "13-inline-pool-scaled": [
    edit(cluster, { agentPoolProfiles: [{ ...cluster.inputs.agentPoolProfiles[0], count: 5 }] }),
    same(windowsPool),
    same(linuxPool),
  ],
  "14-scaling-looks-like-replacing-everything": [
    edit(cluster, { tags: { team: "x" } }),
    openProvider,
    edit(web("x:1"), {}, inCascade),
    edit(budget, {}, inCascade),
    edit(ntfs, {}, inCascade),
    same(windowsPool),
  ],
  "15-image-update-hidden-in-a-cascade": [
    edit(cluster, { tags: { team: "x" } }),
    openProvider,
    step(web("x:1"), web("x:1").inputs, web("x:2").inputs, inCascade),
    edit(budget, {}, inCascade),
    same(windowsPool),
  ],
  "16-storage-class-reclaim-policy": [same(cluster), edit(ntfs, { reclaimPolicy: "Retain" })],
  "17-eks-ami-type-fixed-name": [
    same(eks),
    edit(
      { ...group, inputs: { ...group.inputs, nodeGroupName: "win" } },
      { amiType: "WINDOWS_CORE_2025_x86_64" },
      { op: "replace", replaceReasons: ["amiType"], createFirst: true },
    ),
  ],
  "18-eks-upgrade": [edit(eks, { version: "1.36" }), edit(group, { version: "1.36" })],
  "19-eks-desired-size-drift": [
    same(eks),
    edit(group, { scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 6 } }),
    same(web("x:1")),
  ],
  "20-classic-azure": [
    edit(classic, {
      defaultNodePool: {
        name: "system",
        vmSize: "Standard_D8s_v5",
        nodeCount: 3,
        temporaryNameForRotation: "tmp",
      },
    }),
    edit(classicPool, { osSku: "Windows2022" }),
  ],
};
