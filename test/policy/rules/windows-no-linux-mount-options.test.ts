import { windowsNoLinuxMountOptions } from "../../../policy/rules/windows-no-linux-mount-options";
import { kubernetes, pod, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const smb = (name: string, mountOptions: string[]) =>
  kubernetes(
    "storage.k8s.io/v1:StorageClass",
    { metadata: { name }, provisioner: "smb.csi.k8s.io", mountOptions },
    { name: "class" },
  );
const rest =
  "and a Windows node fails the mount or ignores these options. Make a StorageClass without them for Windows.";

ruleTest(windowsNoLinuxMountOptions, {
  valid: [
    { name: "a class without options", resource: smb("smb-windows", []) },
    { name: "options for Linux only", resource: smb("smb", ["dir_mode=0777"]) },
    { name: "an option that Windows knows", resource: smb("smb-windows", ["vers=3.0"]) },
    { name: "a longer name", resource: smb("smb-windows", ["uidmap=1"]) },
  ],
  invalid: [
    {
      name: "options in a class for Windows",
      resource: smb("smb-windows", ["dir_mode=0777", "vers=3.0", "mfsymlinks"]),
      messages: [
        `StorageClass "smb-windows": mountOptions has "dir_mode=0777" and "mfsymlinks": By its name the class is for Windows pods, ${rest}`,
      ],
    },
    {
      name: "one option in a class for Windows",
      resource: smb("smb-windows", ["uid=1000"]),
      messages: [
        `StorageClass "smb-windows": mountOptions has "uid=1000": By its name the class is for Windows pods, ${rest}`,
      ],
    },
    {
      name: "options in a class that Windows pods use",
      resource: smb("smb", ["uid=1000"]),
      stack: [
        pod(
          windowsSpec({
            volumes: [{ ephemeral: { volumeClaimTemplate: { spec: { storageClassName: "smb" } } } }],
          }),
        ),
      ],
      messages: [
        `StorageClass "smb": mountOptions has "uid=1000": The Windows pods of Pod "web" use this class, ${rest}`,
      ],
    },
  ],
  unproved: [
    {
      name: "unknown options",
      resource: kubernetes("storage.k8s.io/v1:StorageClass", { mountOptions: UNKNOWN }),
      messages: [
        'StorageClass "web": mountOptions is decided only during the deployment, so the rule cannot be proved in preview. A StorageClass that Windows pods use has no mount options of the Linux SMB client.',
      ],
    },
  ],
});
