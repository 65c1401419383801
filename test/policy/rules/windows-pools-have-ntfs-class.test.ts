import { windowsPoolsHaveNtfsClass } from "../../../policy/rules/windows-pools-have-ntfs-class";
import type { Json } from "../../../policy/wire";
import {
  aksCluster,
  aksWindowsPool,
  eksCluster,
  eksWindowsGroup,
  kubernetes,
  UNKNOWN,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

const storageClass = (provisioner: unknown, parameters: Json = {}, name = "disk") =>
  kubernetes("storage.k8s.io/v1:StorageClass", { metadata: { name }, provisioner, parameters }, { name });
const disk = storageClass("disk.csi.azure.com", { fsType: "ext4" });
const found = (cluster: string, pools: string) => [
  `${cluster}: storage classes of the program format for Linux only: The cluster has Windows nodes in ${pools}, and a volume that is formatted ext4 never mounts there. Add a StorageClass that formats NTFS, or one of an SMB share.`,
];

ruleTest(windowsPoolsHaveNtfsClass, {
  valid: [
    {
      name: "a class of each kind",
      resource: aksCluster(),
      stack: [aksWindowsPool(), disk, storageClass("disk.csi.azure.com", { fsType: "NTFS" }, "ntfs")],
    },
    {
      name: "a class of shares",
      resource: aksCluster(),
      stack: [aksWindowsPool(), disk, storageClass("file.csi.azure.com", {}, "share")],
    },
    {
      name: "a driver that the catalogue does not know",
      resource: aksCluster(),
      stack: [aksWindowsPool(), storageClass("csi.example.com")],
    },
    {
      name: "a driver that formats NTFS on Windows by itself",
      resource: aksCluster(),
      stack: [aksWindowsPool(), storageClass("disk.csi.azure.com")],
    },
    { name: "no classes at all", resource: aksCluster(), stack: [aksWindowsPool()] },
    { name: "no Windows pools", resource: aksCluster(), stack: [disk] },
  ],
  invalid: [
    {
      name: "a class for Linux only, on AKS",
      resource: aksCluster(),
      stack: [aksWindowsPool(), disk],
      messages: found('ManagedCluster "prod"', 'AgentPool "win22a"'),
    },
    {
      name: "classes for Linux only, one of a driver that Windows does not have, on EKS",
      resource: eksCluster(),
      stack: [
        eksWindowsGroup(),
        storageClass("ebs.csi.aws.com", { "csi.storage.k8s.io/fstype": "ext4" }),
        storageClass("efs.csi.aws.com", {}, "efs"),
      ],
      messages: found('Cluster "prod"', 'NodeGroup "win"'),
    },
  ],
  unproved: [
    {
      name: "an unknown driver",
      resource: aksCluster(),
      stack: [aksWindowsPool(), storageClass(UNKNOWN)],
      messages: [
        'ManagedCluster "prod": provisioner of StorageClass "disk" is decided only during the deployment, so the rule cannot be proved in preview. A cluster with Windows pools whose program makes storage classes has one that formats NTFS or mounts SMB.',
      ],
    },
  ],
});
