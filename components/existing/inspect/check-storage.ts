import type { Check, Finding } from "./finding";

const smbUrl = "https://github.com/kubernetes-csi/csi-driver-smb";
const snapshotUrl = "https://kubernetes.io/docs/concepts/storage/volume-snapshots/";

/** The CSI drivers that StorageClasses need are there. */
export const checkStorage: Check = ({ csiDrivers, snapshots }, { storage: { block, smb } }) => {
  const findings: Finding[] = [];
  const missing = (path: string, value: string, fix: string, url?: string): void => {
    const reason = "is a CSI driver that the cluster does not have";
    findings.push({ level: "problem", path, value, reason, fix, ...(url === undefined ? {} : { url }) });
  };
  if (block !== undefined && !csiDrivers.includes(block.provisioner)) {
    missing(
      "storage.block.provisioner",
      block.provisioner,
      "install it, with its node plugin for Windows, or remove storage.block",
    );
  }
  if (smb?.install === false && !csiDrivers.includes("smb.csi.k8s.io")) {
    missing("storage.smb", "smb.csi.k8s.io", "install it, or set storage.smb.install to true", smbUrl);
  }
  if (block?.snapshots === true && !snapshots) {
    findings.push({
      level: "problem",
      path: "storage.block.snapshots",
      value: true,
      reason: "needs the kinds of snapshot.storage.k8s.io, which the cluster does not have",
      fix: "install the snapshot controller, or set it to false",
      url: snapshotUrl,
    });
  }
  return findings;
};
