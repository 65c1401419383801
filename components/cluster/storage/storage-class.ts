import type * as kubernetes from "@pulumi/kubernetes";
import type { BlockStorage, ShareStorage } from "../../platform";

type StorageClass = kubernetes.types.input.storage.v1.StorageClass;

/** Name of the StorageClass with disks for Windows pods. */
export const ntfsStorageClassName = "windows-ntfs";

/** Name of the StorageClass with shares for Windows pods. */
export const shareStorageClassName = "windows-files";

/**
 * A StorageClass for Windows pods. The file system is named although drivers have defaults: a wrong one is found out
 * only when the first pod cannot mount it. Disks are made where the pod will run.
 *
 * @param storage - block storage of the platform
 * @see https://kubernetes.io/docs/concepts/storage/windows-storage/
 */
export function ntfsStorageClassArgs(storage: BlockStorage): StorageClass {
  return {
    metadata: { name: ntfsStorageClassName },
    provisioner: storage.provisioner,
    parameters: { ...storage.parameters, "csi.storage.k8s.io/fstype": "ntfs" },
    reclaimPolicy: "Delete",
    volumeBindingMode: "WaitForFirstConsumer",
    allowVolumeExpansion: true,
  };
}

/**
 * A StorageClass of shares that pods of both operating systems mount, several at a time. It has no mount options: those
 * that the web is full of are for Linux, and Windows nodes fail on them.
 *
 * @param storage - shares of the platform
 * @see https://kubernetes.io/docs/concepts/storage/windows-storage/
 */
export function shareStorageClassArgs(storage: ShareStorage): StorageClass {
  return {
    metadata: { name: shareStorageClassName },
    provisioner: storage.provisioner,
    parameters: { ...storage.parameters },
    reclaimPolicy: "Delete",
    // A share is reached from every zone.
    volumeBindingMode: "Immediate",
    allowVolumeExpansion: true,
  };
}
