import { csiDriver, csiDrivers, isInTreeProvisioner, linuxMountOptions } from "../../../catalogue/csi";
import type { Problem } from "../../problem";
import type { ExistingConfig } from "../../schema/existing";
import type { Rule } from "../rule";
import { documentedIn } from "../rule";

const url = "https://kubernetes.io/docs/concepts/storage/windows-storage/";

/** Disks come from a CSI driver that formats them for Windows. */
export const storage: Rule<ExistingConfig> = ({ storage: { block } }) => {
  if (block === undefined) return [];
  return [...provisionerProblems(block.provisioner), ...parameterProblems(block.parameters)];
};

function provisionerProblems(provisioner: string): Problem[] {
  const at = { path: "storage.block.provisioner", value: provisioner };
  if (isInTreeProvisioner(provisioner)) {
    const reason = "must be a CSI driver: volume plugins inside Kubernetes are gone";
    return [{ ...at, reason, fix: `use ${known()}`, url }];
  }
  const driver = csiDriver(provisioner);
  if (driver === undefined) {
    const reason =
      "is a driver that the catalogue does not know, so nobody can say whether Windows pods can use it";
    return [{ ...at, reason, fix: `use ${known()}, or make a StorageClass of your own`, url }];
  }
  if (driver.windows && driver.kind === "block") return [];
  const reason = `must have disks for Windows pods, and ${driver.title} has none`;
  return [{ ...at, reason, fix: `use ${known()}`, ...documentedIn(driver.source) }];
}

function parameterProblems(parameters: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(parameters).flatMap(([key, value]) => {
    const at = { path: `storage.block.parameters.${key}`, value };
    if (/fstype$/i.test(key)) {
      const reason = "must not be set: the class is for Windows, and its file system is always ntfs";
      return [{ ...at, reason, fix: "remove it", url }];
    }
    const linux: readonly string[] = linuxMountOptions;
    if (!linux.includes(key)) return [];
    return [
      {
        ...at,
        reason: "is an option of Linux mounts, which Windows nodes do not know",
        fix: "remove it",
        url,
      },
    ];
  });
}

function known(): string {
  return Object.values(csiDrivers)
    .filter(({ windows, kind }) => windows && kind === "block")
    .map(({ provisioner }) => provisioner)
    .join(", ");
}
