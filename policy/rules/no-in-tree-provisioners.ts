import { isInTreeProvisioner } from "../../catalogue/csi";
import { resourceRule } from "../rule";
import { storageClasses } from "../scopes/resources";

/** Storage classes name CSI drivers. */
export const noInTreeProvisioners = resourceRule({
  name: "no-in-tree-provisioners",
  level: "mandatory",
  description: "StorageClasses do not name provisioners that were built into Kubernetes.",
  sources: [
    "https://learn.microsoft.com/azure/aks/csi-migrate-in-tree-volumes",
    "https://kubernetes.io/docs/concepts/storage/storage-classes/",
  ],
  scope: storageClasses,
  *check({ props }) {
    const provisioner = props.string("provisioner");
    if (provisioner === undefined || !isInTreeProvisioner(provisioner)) return;
    yield {
      field: "provisioner",
      problem: `is "${provisioner}"`,
      reason:
        "The plugin is gone from Kubernetes, AKS refuses the class since 1.26, and elsewhere claims stay Pending",
      fix: "Name the CSI driver: disk.csi.azure.com, file.csi.azure.com, ebs.csi.aws.com, csi.vsphere.vmware.com",
    };
  },
});
