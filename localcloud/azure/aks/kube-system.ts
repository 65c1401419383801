import { snapshotKinds } from "./snapshot-kinds";
import { systemDaemonSet } from "./system-daemon-set";

/** DaemonSets that every cluster has for Windows nodes, also one without any: they want 0 pods there. */
const windowsDaemonSets = [
  "azure-cns-win",
  "cloud-node-manager-windows",
  "csi-azuredisk-node-win",
  "csi-azurefile-node-win",
  "windows-kube-proxy-initializer",
] as const;

/** Storage classes of a cluster with the disk and file drivers on. */
const storageClasses: readonly {
  readonly name: string;
  readonly provisioner: string;
  readonly sku: string;
  readonly isDefault?: true;
}[] = [
  { name: "default", provisioner: "disk.csi.azure.com", sku: "StandardSSD_LRS", isDefault: true },
  { name: "managed", provisioner: "disk.csi.azure.com", sku: "StandardSSD_LRS" },
  { name: "managed-csi", provisioner: "disk.csi.azure.com", sku: "StandardSSD_LRS" },
  { name: "managed-csi-premium", provisioner: "disk.csi.azure.com", sku: "Premium_LRS" },
  { name: "azurefile-csi", provisioner: "file.csi.azure.com", sku: "Standard_LRS" },
  { name: "azurefile-csi-premium", provisioner: "file.csi.azure.com", sku: "Premium_LRS" },
];

/**
 * What AKS puts into a new cluster and programs can see: storage classes, CSI drivers, the DaemonSets for Windows
 * nodes and the kinds of volume snapshots. The Linux system pods are left out: nothing runs in them here.
 *
 * @see https://learn.microsoft.com/azure/aks/concepts-storage#storage-classes
 */
export function systemObjects(): readonly object[] {
  return [
    ...storageClasses.map(storageClass),
    ...["disk.csi.azure.com", "file.csi.azure.com"].map(csiDriver),
    ...windowsDaemonSets.map((name) => systemDaemonSet(name, "windows")),
    ...snapshotKinds(),
  ];
}

function storageClass({ name, provisioner, sku, isDefault }: (typeof storageClasses)[number]): object {
  const disk = provisioner === "disk.csi.azure.com";
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: {
      name,
      labels: { "addonmanager.kubernetes.io/mode": "EnsureExists", "kubernetes.io/cluster-service": "true" },
      ...(isDefault ? { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } } : {}),
    },
    provisioner,
    parameters: { [disk ? "skuname" : "skuName"]: sku },
    allowVolumeExpansion: true,
    reclaimPolicy: "Delete",
    volumeBindingMode: disk ? "WaitForFirstConsumer" : "Immediate",
  };
}

function csiDriver(name: string): object {
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "CSIDriver",
    metadata: { name },
    spec: {
      attachRequired: name === "disk.csi.azure.com",
      podInfoOnMount: name === "file.csi.azure.com",
      fsGroupPolicy: "File",
    },
  };
}
