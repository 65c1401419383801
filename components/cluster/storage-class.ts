import type * as kubernetes from "@pulumi/kubernetes";
import type { BlockStorage } from "../platform";

/** Name of the StorageClass for Windows pods. */
export const ntfsStorageClassName = "windows-ntfs";

/**
 * A StorageClass for Windows pods. The file system is named although drivers have defaults: a wrong one is found out
 * only when the first pod cannot mount it.
 *
 * @param storage - block storage of the platform
 * @see https://kubernetes.io/docs/concepts/storage/windows-storage/
 */
export function ntfsStorageClassArgs(storage: BlockStorage): kubernetes.types.input.storage.v1.StorageClass {
  return {
    metadata: { name: ntfsStorageClassName },
    provisioner: storage.provisioner,
    parameters: { ...storage.parameters, "csi.storage.k8s.io/fstype": "ntfs" },
    reclaimPolicy: "Delete",
    volumeBindingMode: "WaitForFirstConsumer",
    allowVolumeExpansion: true,
  };
}
