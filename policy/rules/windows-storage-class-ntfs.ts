import { csiDriver } from "../../catalogue/csi";
import { stackRule } from "../rule";
import { storageClasses } from "../scopes/resources";
import { fsTypeOf, isNamedForWindows, windowsUsersOf } from "../scopes/storage";
import { inWords } from "../text";

/** A storage class whose disks Windows pods mount formats them with NTFS. */
export const windowsStorageClassNtfs = stackRule({
  name: "windows-storage-class-ntfs",
  level: "mandatory",
  description: "A StorageClass of a block driver that Windows pods use formats its volumes with NTFS.",
  sources: [
    "https://kubernetes.io/docs/concepts/storage/windows-storage/",
    "https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md",
    "https://learn.microsoft.com/azure/aks/create-volume-azure-disk",
  ],
  scope: storageClasses,
  *check(storageClass, stack) {
    const { props } = storageClass;
    const driver = csiDriver(props.string("provisioner") ?? "");
    if (driver?.kind !== "block" || driver.fsTypeParameter === undefined) return;
    const fsType = fsTypeOf(storageClass, driver);
    if ((fsType?.value ?? driver.defaultFsType)?.toLowerCase() === "ntfs") return;
    const users = windowsUsersOf(storageClass, stack);
    if (users.length === 0 && !isNamedForWindows(storageClass)) return;
    const use =
      users.length > 0
        ? `the Windows pods of ${inWords(users)} use this class`
        : "by its name the class is for Windows pods";
    yield {
      field: fsType?.path ?? props.pathTo("parameters", driver.fsTypeParameter),
      problem: fsType === undefined ? "is not set" : `is "${fsType.value}"`,
      reason: `${use}, Windows mounts NTFS only, and ${driver.title} formats with ${fsType?.value ?? driver.defaultFsType ?? "ext4"} here`,
      fix: 'Set it to "ntfs" in a StorageClass of its own for Windows: parameters of a StorageClass cannot be changed, and disks formatted for one OS cannot be mounted by the other',
    };
  },
});
