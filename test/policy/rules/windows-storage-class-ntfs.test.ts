import { windowsStorageClassNtfs } from "../../../policy/rules/windows-storage-class-ntfs";
import type { Json } from "../../../policy/wire";
import {
  kubernetes,
  linuxSpec,
  pod,
  statefulSet,
  type TestResource,
  UNKNOWN,
  windowsSpec,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

const storageClass = (name: string, provisioner: string, parameters: Json = {}): TestResource =>
  kubernetes(
    "storage.k8s.io/v1:StorageClass",
    { metadata: { name }, provisioner, parameters },
    { name: "class" },
  );
const ebs = (parameters: Json, name = "gp3") => storageClass(name, "ebs.csi.aws.com", parameters);
const azureDisk = (parameters: Json, name = "managed") =>
  storageClass(name, "disk.csi.azure.com", parameters);
const claim = (storageClassName: string): TestResource =>
  kubernetes("core/v1:PersistentVolumeClaim", { metadata: { name: "data" }, spec: { storageClassName } });
const template = (storageClassName: string): Json => ({
  volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { storageClassName } }],
});
const windowsDatabase = statefulSet(windowsSpec(), template("gp3"));
const mounting = (spec: Json) => ({ ...spec, volumes: [{ persistentVolumeClaim: { claimName: "data" } }] });

const fix =
  'Set it to "ntfs" in a StorageClass of its own for Windows: parameters of a StorageClass cannot be changed, and disks formatted for one OS cannot be mounted by the other.';
const description = "A StorageClass of a block driver that Windows pods use formats its volumes with NTFS.";

ruleTest(windowsStorageClassNtfs, {
  valid: [
    {
      name: "NTFS for EBS",
      resource: ebs({ "csi.storage.k8s.io/fstype": "ntfs" }),
      stack: [windowsDatabase],
    },
    {
      name: "NTFS in capitals",
      resource: ebs({ "csi.storage.k8s.io/fstype": "NTFS" }),
      stack: [windowsDatabase],
    },
    {
      name: "ext4 for Linux",
      resource: ebs({ "csi.storage.k8s.io/fstype": "ext4" }),
      stack: [statefulSet(linuxSpec(), template("gp3"))],
    },
    { name: "a class that nobody uses", resource: ebs({}) },
    {
      name: "a class beside the one that Windows pods use",
      resource: ebs({}, "gp2"),
      stack: [windowsDatabase],
    },
    {
      name: "Azure disks, which are NTFS on Windows by themselves",
      resource: azureDisk({}, "managed-windows"),
    },
    { name: "Azure's parameter in any case", resource: azureDisk({ fstype: "ntfs" }, "managed-windows") },
    {
      name: "other parameters of Azure's",
      resource: azureDisk({ skuName: "Premium_LRS" }, "managed-windows"),
    },
    { name: "Azure's parameter left empty", resource: azureDisk({ fsType: "" }, "managed-windows") },
    {
      name: "NTFS for EBS, by its name",
      resource: ebs({ "csi.storage.k8s.io/fstype": "ntfs" }, "gp3-windows"),
    },
    { name: "SMB shares, which nobody formats", resource: storageClass("smb-windows", "smb.csi.k8s.io") },
    {
      name: "an unknown driver",
      resource: storageClass("fast-windows", "csi.example.com", { fsType: "ext4" }),
    },
    {
      name: "an unknown file system of a driver that formats nothing",
      resource: storageClass("smb-windows", "smb.csi.k8s.io", { fsType: UNKNOWN }),
    },
    { name: "a name that only begins like windows", resource: ebs({}, "winery") },
    {
      name: "a claim in another namespace",
      resource: ebs({}),
      stack: [
        kubernetes("core/v1:PersistentVolumeClaim", {
          metadata: { name: "data", namespace: "other" },
          spec: { storageClassName: "gp3" },
        }),
        pod(mounting(windowsSpec())),
      ],
    },
  ],
  invalid: [
    {
      name: "EBS without file system, by its name",
      resource: ebs({}, "gp3-windows"),
      messages: [
        `StorageClass "gp3-windows": parameters["csi.storage.k8s.io/fstype"] is not set: by its name the class is for Windows pods, Windows mounts NTFS only, and Amazon EBS formats with ext4 here. ${fix}`,
      ],
    },
    {
      name: "EBS with the key in the wrong case",
      resource: ebs({ "csi.storage.k8s.io/fsType": "ntfs" }, "gp3-ntfs"),
      messages: [
        `StorageClass "gp3-ntfs": parameters["csi.storage.k8s.io/fstype"] is not set: by its name the class is for Windows pods, Windows mounts NTFS only, and Amazon EBS formats with ext4 here. ${fix}`,
      ],
    },
    {
      name: "EBS with Azure's key",
      resource: ebs({ fsType: "ntfs" }, "gp3-windows"),
      messages: [
        `StorageClass "gp3-windows": parameters["csi.storage.k8s.io/fstype"] is not set: by its name the class is for Windows pods, Windows mounts NTFS only, and Amazon EBS formats with ext4 here. ${fix}`,
      ],
    },
    {
      name: "EBS with an empty file system",
      resource: ebs({ "csi.storage.k8s.io/fstype": "" }, "gp3-windows"),
      messages: [
        `StorageClass "gp3-windows": parameters["csi.storage.k8s.io/fstype"] is not set: by its name the class is for Windows pods, Windows mounts NTFS only, and Amazon EBS formats with ext4 here. ${fix}`,
      ],
    },
    {
      name: "Azure disks that say xfs, by the class's name",
      resource: azureDisk({ fstype: "xfs" }, "managed-windows"),
      messages: [
        `StorageClass "managed-windows": parameters.fstype is "xfs": by its name the class is for Windows pods, Windows mounts NTFS only, and Azure Disk formats with xfs here. ${fix}`,
      ],
    },
    {
      name: "ext4 under a Windows StatefulSet",
      resource: ebs({ "csi.storage.k8s.io/fstype": "ext4" }),
      stack: [windowsDatabase],
      messages: [
        `StorageClass "gp3": parameters["csi.storage.k8s.io/fstype"] is "ext4": the Windows pods of StatefulSet "web" use this class, Windows mounts NTFS only, and Amazon EBS formats with ext4 here. ${fix}`,
      ],
    },
    {
      name: "Azure disks that say xfs, claimed by a Windows pod",
      resource: azureDisk({ fsType: "xfs" }),
      stack: [claim("managed"), pod(mounting(windowsSpec()))],
      messages: [
        `StorageClass "managed": parameters.fsType is "xfs": the Windows pods of Pod "web" use this class, Windows mounts NTFS only, and Azure Disk formats with xfs here. ${fix}`,
      ],
    },
    {
      name: "an ephemeral volume of a Windows pod",
      resource: ebs({}),
      stack: [
        pod(
          windowsSpec({
            volumes: [{ ephemeral: { volumeClaimTemplate: { spec: { storageClassName: "gp3" } } } }],
          }),
        ),
      ],
      messages: [
        `StorageClass "gp3": parameters["csi.storage.k8s.io/fstype"] is not set: the Windows pods of Pod "web" use this class, Windows mounts NTFS only, and Amazon EBS formats with ext4 here. ${fix}`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown file system",
      resource: ebs({ "csi.storage.k8s.io/fstype": UNKNOWN }, "gp3-windows"),
      messages: [
        `StorageClass "gp3-windows": parameters["csi.storage.k8s.io/fstype"] is decided only during the deployment, so the rule cannot be proved in preview. ${description}`,
      ],
    },
  ],
});
