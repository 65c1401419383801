import { resourceRule } from "../rule";
import { windowsPods } from "../scopes/windows-pods";

const linuxOnly = ["nfs", "cephfs", "rbd", "iscsi", "fc", "glusterfs"];

/** Windows pods use volumes that Windows nodes can mount. */
export const windowsNoNfsVolumes = resourceRule({
  name: "windows-no-nfs-volumes",
  level: "mandatory",
  description: "Windows pods have no volumes of NFS or another kind that only Linux nodes mount.",
  sources: ["https://kubernetes.io/docs/concepts/storage/windows-storage/"],
  scope: windowsPods,
  *check({ spec }) {
    for (const volume of spec.list("volumes")) {
      for (const kind of linuxOnly.filter((one) => volume.has(one))) {
        yield {
          field: volume.pathTo(kind),
          problem: "is set",
          reason: "Windows nodes have no client for it in Kubernetes, so the pod never starts",
          fix: "Use SMB (smb.csi.k8s.io, file.csi.azure.com) for shares and a block CSI driver with NTFS for disks",
        };
      }
    }
  },
});
