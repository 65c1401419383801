import { isIsoDate, type IsoDate } from "../source";
import { nodeImageFamilies, type NodeImageFamilyName } from "./table";

/** What the name of a node image tells. */
export interface NodeImageName {
  /** The platform that made it. */
  readonly platform: "aks" | "eks";
  /** Its line, such as `AKSWindows-2022`; one that has no row in the catalogue is named all the same. */
  readonly family: string;
  /** The day in its name: when it was built. */
  readonly day: IsoDate;
}

/** Forms of names; each gives line and day. The Linux AMIs' form has no line in it. */
const forms: readonly {
  readonly pattern: RegExp;
  readonly read: (parts: readonly string[]) => { readonly family: string; readonly day: string };
}[] = [
  {
    // AKSWindows-2022-containerd-gen2-20348.3207.250214
    pattern: /^AKSWindows-(\w+?)(?:-[a-z]\w*)*-\d{5}\.\d+\.(\d{2})(\d{2})(\d{2})$/i,
    read: ([release = "", year = "", month = "", day = ""]) => ({
      family: `AKSWindows-${release}`,
      day: `20${year}-${month}-${day}`,
    }),
  },
  {
    // AKSUbuntu-2404gen2containerd-202511.07.0, AKSAzureLinux-V3gen2arm64-202511.07.0
    pattern: /^AKS(Ubuntu|AzureLinux)-(V?\d+)\w*-(\d{4})(\d{2})\.(\d{2})\.\d+$/,
    read: ([system = "", release = "", year = "", month = "", day = ""]) => ({
      family: `AKS${system}-${release}`,
      day: `${year}-${month}-${day}`,
    }),
  },
  {
    // 1.36-2026.11.12, a release version of Windows
    pattern: /^1\.\d+-(\d{4})\.(\d{2})\.(\d{2})$/,
    read: ([year = "", month = "", day = ""]) => ({ family: "EKS-Windows", day: `${year}-${month}-${day}` }),
  },
  {
    // 1.36.2-20261112, a release version of Amazon Linux
    pattern: /^1\.\d+\.\d+-(\d{4})(\d{2})(\d{2})$/,
    read: ([year = "", month = "", day = ""]) => ({ family: "EKS-AL2023", day: `${year}-${month}-${day}` }),
  },
];

/**
 * Reads the name of a node image: on AKS the label `kubernetes.azure.com/node-image-version`, on EKS the release version
 * of a node group.
 *
 * @param name - as the platform has it
 * @returns `undefined` when no day can be read in it, as with Bottlerocket and AMIs of one's own
 */
export function readNodeImageName(name: string): NodeImageName | undefined {
  for (const { pattern, read } of forms) {
    const parts = pattern.exec(name)?.slice(1);
    if (parts === undefined) continue;
    const { family, day } = read(parts);
    return isIsoDate(day) ? { platform: family.startsWith("AKS") ? "aks" : "eks", family, day } : undefined;
  }
  return undefined;
}

/** Whether the catalogue has a row for a line of images. */
export function isNodeImageFamily(name: string): name is NodeImageFamilyName {
  return Object.hasOwn(nodeImageFamilies, name);
}
