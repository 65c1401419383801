import type { AksConfig } from "../../schema/aks";
import type { VmSizeRow } from "../../../catalogue/vm-sizes";
import { vmSize } from "../../../catalogue/vm-sizes";
import type { Problem } from "../../problem";
import type { AksNodePool, AksSystemPool } from "../../schema/aks/pools";
import type { Rule } from "../rule";
import { documentedIn } from "../rule";

const systemUrl = "https://learn.microsoft.com/azure/aks/use-system-pools";
const windowsUrl = "https://kubernetes.io/docs/concepts/windows/intro/#windows-hardware-recommendations";
const generationUrl = "https://learn.microsoft.com/azure/aks/generation-2-vms";
const diskUrl = "https://kubernetes.io/docs/concepts/windows/intro/#windows-hardware-recommendations";

/** Smallest OS disk of a Windows node in GiB: what AKS itself gives the smallest sizes. Images of 11 GiB fill less soon. */
const windowsDiskGiB = 128;

/** Sizes of machines that the catalogue knows fit what runs on them. Sizes that it does not know pass. */
export const vmSizes: Rule<AksConfig> = ({ systemPool, nodePools }) => [
  ...systemProblems(systemPool),
  ...nodePools.flatMap((pool, index) => {
    const path = `nodePools[${String(index)}]`;
    return [...diskProblems(path, pool), ...(pool.os === "Windows" ? windowsProblems(path, pool) : [])];
  }),
];

function systemProblems(pool: AksSystemPool): Problem[] {
  const size = vmSize(pool.vmSize);
  const small = size !== undefined && (size.vCpus < 4 || size.memoryGiB < 4);
  const reason = "must have at least 4 vCPUs and 4 GiB of memory for system pods";
  return [
    ...(small
      ? [
          {
            path: "systemPool.vmSize",
            value: pool.vmSize,
            reason,
            fix: "choose a larger size",
            url: systemUrl,
          },
        ]
      : []),
    ...diskProblems("systemPool", pool),
  ];
}

function diskProblems(path: string, { vmSize: name, osDiskType }: AksNodePool | AksSystemPool): Problem[] {
  const size = vmSize(name);
  if (osDiskType !== "Ephemeral" || size === undefined || size.ephemeralOsDisk) return [];
  const reason = `cannot be Ephemeral: ${size.size} has no local disk for it`;
  return [
    {
      path: `${path}.osDiskType`,
      value: osDiskType,
      reason,
      fix: "use Managed, or a size with a local disk",
      ...documentedIn(size.source),
    },
  ];
}

function windowsProblems(path: string, pool: Extract<AksNodePool, { os: "Windows" }>): Problem[] {
  const size = vmSize(pool.vmSize);
  return [
    ...machineProblems(`${path}.vmSize`, pool.vmSize, size, pool.release),
    ...(pool.osDiskGiB < windowsDiskGiB
      ? [
          {
            path: `${path}.osDiskGiB`,
            value: pool.osDiskGiB,
            reason: `must be at least ${String(windowsDiskGiB)} for Windows, whose images fill smaller disks`,
            fix: "leave it out or raise it",
            url: diskUrl,
          },
        ]
      : []),
  ];
}

function machineProblems(
  path: string,
  value: string,
  size: VmSizeRow | undefined,
  release: string,
): Problem[] {
  // Sizes with a "p" after the number of cores, such as Standard_D4ps_v5, have Arm processors.
  if (/^Standard_[A-Z]+\d+[a-z]*p[a-z]*_/i.test(value)) {
    return [
      {
        path,
        value,
        reason: "has an Arm processor, for which there are no Windows node images",
        fix: "choose an x64 size",
        url: windowsUrl,
      },
    ];
  }
  if (size === undefined) return [];
  if (size.vCpus < 4 || size.memoryGiB < 8) {
    const reason = "must have at least 4 vCPUs and 8 GiB of memory for Windows";
    return [{ path, value, reason, fix: "choose a larger size", url: windowsUrl }];
  }
  if (release === "2025" && !size.generations.includes(2)) {
    const reason = "must be able to boot as generation 2 for Windows Server 2025";
    return [{ path, value, reason, fix: "choose a newer series", url: generationUrl }];
  }
  return [];
}
