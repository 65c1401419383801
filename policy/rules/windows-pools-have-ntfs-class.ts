import { csiDriver } from "../../catalogue/csi";
import type { Resource } from "../resource";
import { stackRule } from "../rule";
import { clustersBehind, nodePools } from "../scopes/node-pools";
import { storageClasses } from "../scopes/resources";
import { fsTypeOf } from "../scopes/storage";
import { clusters } from "../scopes/versions";
import { inWords } from "../text";

/** Windows pods find a storage class that they can mount. */
export const windowsPoolsHaveNtfsClass = stackRule({
  name: "windows-pools-have-ntfs-class",
  level: "advisory",
  description:
    "A cluster with Windows pools whose program makes storage classes has one that formats NTFS or mounts SMB.",
  sources: [
    "https://kubernetes.io/docs/concepts/storage/windows-storage/",
    "https://learn.microsoft.com/azure/aks/concepts-storage",
  ],
  scope: clusters,
  *check({ resource: cluster }, stack) {
    const pools = nodePools(stack).filter((pool) => pool.cluster === cluster && pool.os === "windows");
    if (pools.length === 0) return;
    const classes = stack
      .subjects(storageClasses)
      .filter((one) => clustersBehind(one, stack).includes(cluster));
    if (classes.length === 0 || classes.some(isForWindows)) return;
    yield {
      field: "storage classes",
      problem: "of the program format for Linux only",
      reason: `The cluster has Windows nodes in ${inWords(pools.map(({ title }) => title))}, and a volume that is formatted ext4 never mounts there`,
      fix: "Add a StorageClass that formats NTFS, or one of an SMB share",
    };
  },
});

function isForWindows(storageClass: Resource): boolean {
  const driver = csiDriver(storageClass.props.string("provisioner") ?? "");
  // Of a driver that the catalogue does not know nobody can say.
  if (driver === undefined) return true;
  if (!driver.windows) return false;
  return (
    driver.kind === "share" ||
    (fsTypeOf(storageClass, driver)?.value ?? driver.defaultFsType)?.toLowerCase() === "ntfs"
  );
}
