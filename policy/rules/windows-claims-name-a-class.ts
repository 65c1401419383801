import { csiDriver } from "../../catalogue/csi";
import type { Resource } from "../resource";
import { stackRule } from "../rule";
import { describe } from "../resource";
import { isWindowsPod } from "../scopes/pod-os";
import { onlyWhere, pods } from "../scopes/pods";
import { storageClasses } from "../scopes/resources";
import { classesOf, fsTypeOf } from "../scopes/storage";

/** Windows pods do not rely on a default class that formats for Linux. */
export const windowsClaimsNameAClass = stackRule({
  name: "windows-claims-name-a-class",
  level: "advisory",
  description:
    "Claims of Windows pods name a StorageClass, unless the program makes one that fits Windows the default.",
  sources: [
    "https://kubernetes.io/docs/concepts/storage/windows-storage/",
    "https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html",
  ],
  scope: onlyWhere(pods, isWindowsPod),
  *check(pod, stack) {
    const claims = classesOf(pod, stack);
    const unnamed = claims.filter((name) => name === undefined).length;
    if (unnamed === 0 || stack.subjects(storageClasses).some(isDefaultForWindows)) return;
    yield {
      field: pod.spec.path === "spec" ? "spec.volumes" : `${pod.spec.path}.volumes`,
      problem: `claims ${unnamed === 1 ? "a volume" : `${unnamed} volumes`} without storageClassName`,
      reason: `${describe(pod.resource)} runs on Windows, and the cluster's default class formats ext4 unless somebody changed it`,
      fix: "Name a StorageClass whose driver formats NTFS, or that mounts SMB shares",
    };
  },
});

/** Whether a class is the cluster's default and fit for Windows. */
function isDefaultForWindows(storageClass: Resource): boolean {
  const { props } = storageClass;
  if (props.string("metadata", "annotations", "storageclass.kubernetes.io/is-default-class") !== "true")
    return false;
  const driver = csiDriver(props.string("provisioner") ?? "");
  if (driver?.windows !== true) return false;
  return (
    driver.kind === "share" || (fsTypeOf(storageClass, driver)?.value ?? driver.defaultFsType) === "ntfs"
  );
}
