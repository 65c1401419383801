import { linuxMountOptions } from "../../catalogue/csi";
import { stackRule } from "../rule";
import { storageClasses } from "../scopes/resources";
import { isNamedForWindows, windowsUsersOf } from "../scopes/storage";
import { inWords } from "../text";

/** A storage class for Windows names no options of the Linux client. */
export const windowsNoLinuxMountOptions = stackRule({
  name: "windows-no-linux-mount-options",
  level: "mandatory",
  description: "A StorageClass that Windows pods use has no mount options of the Linux SMB client.",
  sources: [
    "https://github.com/kubernetes-sigs/azurefile-csi-driver/issues/923",
    "https://github.com/Azure/AKS/issues/2568",
  ],
  scope: storageClasses,
  *check(storageClass, stack) {
    const options = storageClass.props
      .strings("mountOptions")
      .filter((option) => linuxMountOptions.some((name) => option === name || option.startsWith(`${name}=`)));
    if (options.length === 0) return;
    const users = windowsUsersOf(storageClass, stack);
    if (users.length === 0 && !isNamedForWindows(storageClass)) return;
    yield {
      field: "mountOptions",
      problem: `has ${inWords(options.map((option) => JSON.stringify(option)))}`,
      reason: `${users.length > 0 ? `The Windows pods of ${inWords(users)} use this class` : "By its name the class is for Windows pods"}, and a Windows node fails the mount or ignores these options`,
      fix: "Make a StorageClass without them for Windows",
    };
  },
});
