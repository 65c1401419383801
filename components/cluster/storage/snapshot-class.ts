import type * as apiextensions from "@pulumi/kubernetes/apiextensions";
import type { BlockStorage } from "../../platform";
import { ntfsStorageClassName } from "./storage-class";

/**
 * A VolumeSnapshotClass for the disks of Windows pods. A snapshot is kept when its object is deleted by mistake only as
 * long as the class says Retain; this one deletes, as the StorageClass does.
 *
 * @param storage - block storage of the platform
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/
 */
export function snapshotClassArgs({
  provisioner,
}: Pick<BlockStorage, "provisioner">): apiextensions.CustomResourceArgs {
  return {
    apiVersion: "snapshot.storage.k8s.io/v1",
    kind: "VolumeSnapshotClass",
    metadata: { name: ntfsStorageClassName },
    driver: provisioner,
    deletionPolicy: "Delete",
  };
}
