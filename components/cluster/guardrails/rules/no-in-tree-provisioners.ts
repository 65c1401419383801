import { inTreeProvisioners } from "../../../../catalogue/csi";
import { quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

const { prefix, kept } = inTreeProvisioners;

/** Storage classes name CSI drivers. */
export const noInTreeProvisioners: Guardrail = {
  name: "no-in-tree-provisioners",
  level: "mandatory",
  url: "https://learn.microsoft.com/azure/aks/csi-migrate-in-tree-volumes",
  subject: "storageClasses",
  findings: () =>
    when(`object.provisioner.startsWith(${quote(prefix)}) && object.provisioner != ${quote(kept)}`, {
      field: quote("provisioner"),
      problem: '"is \\"" + object.provisioner + "\\""',
      reason: quote(
        "The plugin is gone from Kubernetes, AKS refuses the class since 1.26, and elsewhere claims stay Pending",
      ),
      fix: quote(
        "Name the CSI driver: disk.csi.azure.com, file.csi.azure.com, ebs.csi.aws.com, csi.vsphere.vmware.com",
      ),
    }),
};
