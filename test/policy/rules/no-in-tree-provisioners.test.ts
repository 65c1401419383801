import { noInTreeProvisioners } from "../../../policy/rules/no-in-tree-provisioners";
import { kubernetes, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const by = (provisioner: string) => kubernetes("storage.k8s.io/v1:StorageClass", { provisioner });

ruleTest(noInTreeProvisioners, {
  valid: [
    { name: "a CSI driver", resource: by("disk.csi.azure.com") },
    { name: "local volumes", resource: by("kubernetes.io/no-provisioner") },
    { name: "no provisioner", resource: kubernetes("storage.k8s.io/v1:StorageClass", {}) },
  ],
  invalid: ["kubernetes.io/azure-disk", "kubernetes.io/aws-ebs", "kubernetes.io/vsphere-volume"].map(
    (provisioner) => ({
      name: provisioner,
      resource: by(provisioner),
      messages: [
        `StorageClass "web": provisioner is "${provisioner}": The plugin is gone from Kubernetes, AKS refuses the class since 1.26, and elsewhere claims stay Pending. Name the CSI driver: disk.csi.azure.com, file.csi.azure.com, ebs.csi.aws.com, csi.vsphere.vmware.com.`,
      ],
    }),
  ),
  unproved: [
    {
      name: "an unknown provisioner",
      resource: by(UNKNOWN),
      messages: [
        'StorageClass "web": provisioner is decided only during the deployment, so the rule cannot be proved in preview. StorageClasses do not name provisioners that were built into Kubernetes.',
      ],
    },
  ],
});
