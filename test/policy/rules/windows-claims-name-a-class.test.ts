import { windowsClaimsNameAClass } from "../../../policy/rules/windows-claims-name-a-class";
import { kubernetes, linuxSpec, statefulSet, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const database = (...specs: Record<string, unknown>[]) =>
  statefulSet(windowsSpec(), { volumeClaimTemplates: specs.map((spec) => ({ spec })) });
const defaultClass = (provisioner: string, parameters: Record<string, string>) =>
  kubernetes("storage.k8s.io/v1:StorageClass", {
    metadata: { name: "default", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
    provisioner,
    parameters,
  });
const unnamed = (what: string) =>
  `StatefulSet "web": spec.template.spec.volumes claims ${what} without storageClassName: StatefulSet "web" runs on Windows, and the cluster's default class formats ext4 unless somebody changed it. Name a StorageClass whose driver formats NTFS, or that mounts SMB shares.`;

ruleTest(windowsClaimsNameAClass, {
  valid: [
    { name: "a named class", resource: database({ storageClassName: "gp3-windows" }) },
    {
      name: "a default class with NTFS",
      resource: database({}),
      stack: [defaultClass("ebs.csi.aws.com", { "csi.storage.k8s.io/fstype": "ntfs" })],
    },
    {
      name: "a default class whose driver formats NTFS on Windows",
      resource: database({}),
      stack: [defaultClass("disk.csi.azure.com", {})],
    },
    {
      name: "a default class with SMB shares",
      resource: database({}),
      stack: [defaultClass("smb.csi.k8s.io", {})],
    },
    {
      name: "a Linux StatefulSet",
      resource: statefulSet(linuxSpec(), { volumeClaimTemplates: [{ spec: {} }] }),
    },
    { name: "no claims", resource: statefulSet(windowsSpec()) },
  ],
  invalid: [
    { name: "no class", resource: database({}), messages: [unnamed("a volume")] },
    {
      name: "no class twice",
      resource: database({}, {}, { storageClassName: "a" }),
      messages: [unnamed("2 volumes")],
    },
    {
      name: "a default class with ext4",
      resource: database({}),
      stack: [defaultClass("ebs.csi.aws.com", {})],
      messages: [unnamed("a volume")],
    },
    {
      name: "a fitting class that is not the default",
      resource: database({}),
      stack: [
        { ...defaultClass("disk.csi.azure.com", {}), properties: { provisioner: "disk.csi.azure.com" } },
      ],
      messages: [unnamed("a volume")],
    },
    {
      name: "a default class of a driver without Windows",
      resource: database({}),
      stack: [defaultClass("efs.csi.aws.com", {})],
      messages: [unnamed("a volume")],
    },
  ],
  unproved: [
    {
      name: "an unknown class",
      resource: database({ storageClassName: UNKNOWN }),
      messages: [
        'StatefulSet "web": spec.volumeClaimTemplates[0].spec.storageClassName is decided only during the deployment, so the rule cannot be proved in preview. Claims of Windows pods name a StorageClass, unless the program makes one that fits Windows the default.',
      ],
    },
  ],
});
