import { windowsVolumes } from "../cel/pods";
import { volumesOfKinds } from "../cel/volumes";
import type { Guardrail } from "../guardrail";

/** Windows pods use volumes that Windows nodes can mount. */
export const windowsNoNfsVolumes: Guardrail = {
  name: "windows-no-nfs-volumes",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/storage/windows-storage/",
  subject: "pods",
  findings: () =>
    volumesOfKinds(windowsVolumes, ["nfs", "cephfs", "rbd", "iscsi", "fc", "glusterfs"], {
      reason: "Windows nodes have no client for it in Kubernetes, so the pod never starts",
      fix: "Use SMB (smb.csi.k8s.io, file.csi.azure.com) for shares and a block CSI driver with NTFS for disks",
    }),
};
