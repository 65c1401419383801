import { csiDrivers } from "../../../../catalogue/csi";
import type { CsiDriverRow } from "../../../../catalogue/csi";
import { isNamedForWindows } from "../cel/storage";
import { quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

const common = "csi.storage.k8s.io/fstype";

/** A storage class that by its name is for Windows formats its disks with NTFS. */
export const windowsStorageClassNtfs: Guardrail = {
  name: "windows-storage-class-ntfs",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/storage/windows-storage/",
  subject: "storageClasses",
  findings: () =>
    Object.values(csiDrivers)
      .map(ofDriver)
      .filter((text) => text !== "")
      .join(" + "),
};

/** CEL: the findings about classes of one driver. */
function ofDriver({ provisioner, title, kind, fsTypeParameter, defaultFsType }: CsiDriverRow): string {
  if (kind !== "block" || fsTypeParameter === undefined) return "";
  // Azure's driver reads its own keys in any case; the sidecar's and the EBS driver's keys are exact.
  const keys =
    'dyn(object).?parameters.orValue({}).map(k, k).filter(k, k == "' +
    `${common}"${fsTypeParameter.toLowerCase() === "fstype" ? ' || k.lowerAscii() == "fstype"' : ""})`;
  const value = `(${keys}.size() > 0 ? dyn(object).parameters[${keys}[0]] : "")`;
  const formats = `(${value} == "" ? ${quote(defaultFsType ?? "ext4")} : ${value})`;
  return when(
    `object.provisioner == ${quote(provisioner)} && ${isNamedForWindows} && ${formats}.lowerAscii() != "ntfs"`,
    {
      field: `"parameters" + (${keys}.size() > 0 ? ${pathOf(`${keys}[0]`)} : ${pathOf(quote(fsTypeParameter))})`,
      problem: `(${value} == "" ? "is not set" : "is \\"" + ${value} + "\\"")`,
      reason: `"by its name the class is for Windows pods, Windows mounts NTFS only, and ${title} formats with " + ${formats} + " here"`,
      fix: quote(
        'Set it to "ntfs" in a StorageClass of its own for Windows: parameters of a StorageClass cannot be changed, and disks formatted for one OS cannot be mounted by the other',
      ),
    },
  );
}

/** CEL: a key as a path ends with it. */
function pathOf(key: string): string {
  return `(${key}.matches("^[A-Za-z_][A-Za-z0-9_]*$") ? "." + ${key} : "[\\"" + ${key} + "\\"]")`;
}
