import { csiDrivers } from "../../../../catalogue/csi";
import type { CsiDriverRow } from "../../../../catalogue/csi";
import { isNamedForWindows } from "../cel/storage";
import { quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

const common = "csi.storage.k8s.io/fstype";

/** CEL: the drivers that format disks, by provisioner; a map is written as in JSON. */
const drivers = JSON.stringify(
  Object.fromEntries(
    Object.values(csiDrivers).flatMap((driver: CsiDriverRow) => {
      const {
        provisioner,
        title,
        kind,
        fsTypeParameter: parameter,
        defaultFsType: formats = "ext4",
      } = driver;
      return kind === "block" && parameter !== undefined
        ? [[provisioner, { title, parameter, formats }]]
        : [];
    }),
  ),
);

/** CEL: the parameter that names a file system, or else the one that should. */
const parameter = "(variables.fsTypeKeys + [variables.driver.parameter])[0]";

/** A storage class that by its name is for Windows formats its disks with NTFS. */
export const windowsStorageClassNtfs: Guardrail = {
  name: "windows-storage-class-ntfs",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/storage/windows-storage/",
  subject: "storageClasses",
  variables: () => [
    { name: "driver", expression: `${drivers}[?object.provisioner].orValue({})` },
    {
      name: "fsTypeKeys",
      // Azure's driver reads its own keys in any case; the sidecar's and the EBS driver's keys are exact.
      expression:
        `dyn(object).?parameters.orValue({}).map(k, string(k)).filter(k, dyn(object).parameters[k] != "" && (k == "${common}" || ` +
        'k.lowerAscii() == "fstype" && variables.driver.?parameter.orValue("").lowerAscii() == "fstype"))',
    },
    {
      name: "fsType",
      expression:
        'variables.fsTypeKeys.size() == 0 ? "" : string(dyn(object).parameters[variables.fsTypeKeys[0]])',
    },
    {
      name: "formats",
      expression: 'variables.fsType == "" ? variables.driver.?formats.orValue("") : variables.fsType',
    },
  ],
  findings: () =>
    when(`variables.driver.size() != 0 && ${isNamedForWindows} && variables.formats.lowerAscii() != "ntfs"`, {
      field: `"parameters" + (${parameter}.matches("^[A-Za-z_][A-Za-z0-9_]*$") ? "." + ${parameter} : "[\\"" + ${parameter} + "\\"]")`,
      problem: 'variables.fsType == "" ? "is not set" : "is \\"" + variables.fsType + "\\""',
      reason:
        '"by its name the class is for Windows pods, Windows mounts NTFS only, and " + variables.driver.title + " formats with " + variables.formats + " here"',
      fix: quote(
        'Set it to "ntfs" in a StorageClass of its own for Windows: parameters of a StorageClass cannot be changed, and disks formatted for one OS cannot be mounted by the other',
      ),
    }),
};
