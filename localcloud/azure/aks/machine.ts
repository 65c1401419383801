/** What a VM size gives a node. */
export interface Machine {
  readonly vcpus: number;
  readonly memoryGiB: number;
  /** Size of the local disk that an ephemeral OS disk can use; 0 when there is none. */
  readonly localDiskGiB: number;
  readonly family: string;
}

/** GiB of memory per vCPU by family; what is not here is not a size that this cloud offers. */
const memoryPerVcpu: Readonly<Record<string, number>> = {
  B: 4,
  D: 4,
  DC: 4,
  E: 8,
  F: 2,
  L: 8,
  M: 28,
  NC: 16,
  NV: 18,
};

/**
 * Reads a VM size from its name, which says family, vCPUs and features.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions
 */
export function machineOf(vmSize: string): Machine | undefined {
  const [, family = "", vcpuText = "", features = ""] =
    /^Standard_([A-Z]+)(\d+)(?:-\d+)?([a-z]*)(?:_.*)?$/.exec(vmSize) ?? [];
  const perVcpu = memoryPerVcpu[family];
  if (perVcpu === undefined) return undefined;
  const vcpus = Number(vcpuText);
  // "l" is the low-memory feature: half of the family's usual amount.
  const memoryGiB = vcpus * perVcpu * (features.includes("l") ? 0.5 : 1);
  return { vcpus, memoryGiB, localDiskGiB: features.includes("d") ? Math.floor(vcpus * 37.5) : 0, family };
}

/**
 * Size of a managed OS disk when the pool asks for none.
 *
 * @see https://learn.microsoft.com/azure/aks/concepts-storage#default-os-disk-sizing
 */
export function defaultManagedDiskGiB(vcpus: number): number {
  if (vcpus < 8) return 128;
  if (vcpus < 16) return 256;
  return vcpus < 64 ? 512 : 1024;
}
