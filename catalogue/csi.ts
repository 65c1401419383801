import type { Sourced } from "./source";

/** What one CSI driver can do for Windows pods. */
export interface CsiDriverRow extends Sourced {
  /** `provisioner` of a StorageClass, `driver` of a PersistentVolume. */
  readonly provisioner: string;
  readonly title: string;
  readonly windows: boolean;
  /** Whether the driver formats a disk (`block`) or mounts a share that has its own file system (`share`). */
  readonly kind: "block" | "share" | "other";
  /** StorageClass parameter that must say `ntfs` for Windows volumes; absent where nothing is formatted. */
  readonly fsTypeParameter?: string;
  /** File system on Windows when the parameter is left out; `ext4` means that Windows pods cannot mount the volume. */
  readonly defaultFsType?: "ntfs" | "ext4";
  /** Access modes on Windows. */
  readonly accessModes?: readonly ("ReadWriteOnce" | "ReadWriteMany" | "ReadOnlyMany")[];
  /** How the node plugin runs on Windows. */
  readonly nodePlugin?: "host-process" | "csi-proxy" | "host-process or csi-proxy";
  /** What a user has to know, one sentence. */
  readonly note?: string;
}

/**
 * CSI drivers by provisioner.
 *
 * @see https://kubernetes.io/docs/concepts/storage/windows-storage/
 */
export const csiDrivers = {
  "disk.csi.azure.com": {
    provisioner: "disk.csi.azure.com",
    title: "Azure Disk",
    windows: true,
    kind: "block",
    fsTypeParameter: "fsType",
    defaultFsType: "ntfs",
    accessModes: ["ReadWriteOnce"],
    nodePlugin: "host-process",
    note: "A PersistentVolume made by hand needs fsType: ntfs.",
    source: ["azuredisk-csi", "aks-azure-disk"],
  },
  "file.csi.azure.com": {
    provisioner: "file.csi.azure.com",
    title: "Azure Files",
    windows: true,
    kind: "share",
    accessModes: ["ReadWriteOnce", "ReadWriteMany", "ReadOnlyMany"],
    nodePlugin: "host-process",
    note: "Windows nodes mount SMB shares only: no protocol: nfs, no managed-identity mounts.",
    source: ["azurefile-csi"],
  },
  "blob.csi.azure.com": {
    provisioner: "blob.csi.azure.com",
    title: "Azure Blob",
    windows: false,
    kind: "other",
    source: ["aks-windows-faq"],
  },
  "ebs.csi.aws.com": {
    provisioner: "ebs.csi.aws.com",
    title: "Amazon EBS",
    windows: true,
    kind: "block",
    fsTypeParameter: "csi.storage.k8s.io/fstype",
    defaultFsType: "ext4",
    accessModes: ["ReadWriteOnce"],
    nodePlugin: "host-process or csi-proxy",
    note: "Windows Server 2025 nodes need driver 1.56.0 or later.",
    source: ["ebs-csi"],
  },
  "efs.csi.aws.com": {
    provisioner: "efs.csi.aws.com",
    title: "Amazon EFS",
    windows: false,
    kind: "share",
    source: ["eks-windows-support"],
  },
  "fsx.csi.aws.com": {
    provisioner: "fsx.csi.aws.com",
    title: "Amazon FSx for Lustre",
    windows: false,
    kind: "share",
    note: "FSx for Windows File Server is mounted with smb.csi.k8s.io.",
    source: ["eks-bpg-windows-storage"],
  },
  "smb.csi.k8s.io": {
    provisioner: "smb.csi.k8s.io",
    title: "SMB",
    windows: true,
    kind: "share",
    accessModes: ["ReadWriteOnce", "ReadWriteMany", "ReadOnlyMany"],
    nodePlugin: "host-process or csi-proxy",
    note: "Kerberos is for Linux only.",
    source: ["smb-csi"],
  },
  "nfs.csi.k8s.io": {
    provisioner: "nfs.csi.k8s.io",
    title: "NFS",
    windows: false,
    kind: "share",
    source: ["nfs-csi"],
  },
  "csi.vsphere.vmware.com": {
    provisioner: "csi.vsphere.vmware.com",
    title: "VMware vSphere",
    windows: true,
    kind: "block",
    fsTypeParameter: "csi.storage.k8s.io/fstype",
    defaultFsType: "ext4",
    accessModes: ["ReadWriteOnce"],
    nodePlugin: "csi-proxy",
    note: "Needs the feature state csi-windows-support.",
    source: ["vsphere-csi"],
  },
  "driver.longhorn.io": {
    provisioner: "driver.longhorn.io",
    title: "Longhorn",
    windows: false,
    kind: "block",
    note: "Pin its chart to Linux nodes.",
    source: ["longhorn"],
  },
  "secrets-store.csi.k8s.io": {
    provisioner: "secrets-store.csi.k8s.io",
    title: "Secrets Store",
    windows: true,
    kind: "other",
    nodePlugin: "host-process",
    note: "On AKS; the AWS provider on Windows is not verified.",
    source: ["aks-windows-faq"],
  },
} as const satisfies Record<string, CsiDriverRow>;

/**
 * What is known about a provisioner.
 *
 * @param provisioner - `provisioner` of a StorageClass
 */
export function csiDriver(provisioner: string): CsiDriverRow | undefined {
  return Object.hasOwn(csiDrivers, provisioner)
    ? csiDrivers[provisioner as keyof typeof csiDrivers]
    : undefined;
}

/** Volume plugins that used to be built into Kubernetes: AKS has refused them since the minor given here. */
export const inTreeProvisioners = {
  prefix: "kubernetes.io/",
  /** No volume plugin: it says that volumes are made by hand. */
  kept: "kubernetes.io/no-provisioner",
  refusedByAksSince: "1.26",
  source: ["aks-csi-migrate", "k8s-windows-storage"],
} as const satisfies Sourced & Readonly<Record<string, unknown>>;

/**
 * Whether this is a volume plugin that used to be built into Kubernetes and is gone.
 *
 * @param provisioner - `provisioner` of a StorageClass
 * @see https://learn.microsoft.com/azure/aks/csi-migrate-in-tree-volumes
 */
export function isInTreeProvisioner(provisioner: string): boolean {
  return provisioner.startsWith(inTreeProvisioners.prefix) && provisioner !== inTreeProvisioners.kept;
}

/**
 * Kinds of volumes in a pod whose plugins were built into Kubernetes: removed, or translated to a CSI driver that may
 * not be there.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export const inTreeVolumes = [
  "awsElasticBlockStore",
  "azureDisk",
  "azureFile",
  "cinder",
  "flexVolume",
  "flocker",
  "gcePersistentDisk",
  "gitRepo",
  "photonPersistentDisk",
  "portworxVolume",
  "quobyte",
  "scaleIO",
  "storageos",
  "vsphereVolume",
] as const;

/**
 * Mount options that only the Linux CIFS client knows; a Windows node fails the mount or ignores them.
 *
 * @see https://github.com/kubernetes-sigs/azurefile-csi-driver/issues/923
 */
export const linuxMountOptions = [
  "dir_mode",
  "file_mode",
  "uid",
  "gid",
  "mfsymlinks",
  "nosharesock",
  "actimeo",
  "nobrl",
  "cache",
] as const;
