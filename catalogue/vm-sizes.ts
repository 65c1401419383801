import type { SourceId, Sourced } from "./source";

/** Hyper-V generation of a virtual machine. */
type VmGeneration = 1 | 2;

/** A series of Azure VM sizes, as far as node pools are concerned. */
export interface VmSeriesRow extends Sourced {
  /** Name of the series as Azure writes it, for example `Dsv5`. */
  readonly series: string;
  /** Name of a size of the series with `{n}` where its number of vCPUs stands. */
  readonly pattern: string;
  /** Numbers of vCPUs that the series comes in. */
  readonly vCpus: readonly number[];
  /** Memory in GiB for each vCPU, except for the sizes in `memoryGiB`. */
  readonly memoryGiBPerVCpu: number;
  /** Memory in GiB of the sizes that do not follow the ratio, by number of vCPUs. */
  readonly memoryGiB?: Readonly<Record<number, number>>;
  /** Generations that it boots. */
  readonly generations: readonly VmGeneration[];
  /** Whether an ephemeral OS disk is possible. */
  readonly ephemeralOsDisk: boolean;
  /** Whether its vCPUs run on credits. */
  readonly burstable: boolean;
}

/** One Azure VM size. */
export interface VmSizeRow {
  /** Name as in `vmSize`, for example `Standard_D4s_v5`. */
  readonly size: string;
  readonly series: string;
  readonly vCpus: number;
  readonly memoryGiB: number;
  readonly generations: readonly VmGeneration[];
  readonly ephemeralOsDisk: boolean;
  readonly burstable: boolean;
  readonly source: readonly SourceId[];
}

const common = { burstable: false, source: ["azure-vm-sizes"] } as const;
const upTo96 = [2, 4, 8, 16, 32, 48, 64, 96] as const;
const both = [1, 2] as const satisfies readonly VmGeneration[];
const onlyFirst = [1] as const satisfies readonly VmGeneration[];
const onlySecond = [2] as const satisfies readonly VmGeneration[];

/**
 * VM series that Windows and system pools are usually made of; all are x64. A size that is missing here is not wrong,
 * it is not known.
 *
 * @see https://learn.microsoft.com/azure/virtual-machines/sizes/overview
 */
export const vmSeries = [
  {
    series: "Dv3",
    pattern: "Standard_D{n}_v3",
    vCpus: [2, 4, 8, 16, 32, 48, 64],
    memoryGiBPerVCpu: 4,
    generations: onlyFirst,
    ephemeralOsDisk: false,
    ...common,
  },
  {
    series: "Dsv3",
    pattern: "Standard_D{n}s_v3",
    vCpus: [2, 4, 8, 16, 32, 48, 64],
    memoryGiBPerVCpu: 4,
    generations: both,
    ephemeralOsDisk: true,
    ...common,
  },
  {
    series: "Dsv5",
    pattern: "Standard_D{n}s_v5",
    vCpus: upTo96,
    memoryGiBPerVCpu: 4,
    generations: both,
    ephemeralOsDisk: false,
    ...common,
  },
  {
    series: "Dasv5",
    pattern: "Standard_D{n}as_v5",
    vCpus: upTo96,
    memoryGiBPerVCpu: 4,
    generations: both,
    ephemeralOsDisk: false,
    ...common,
  },
  {
    series: "Ddsv5",
    pattern: "Standard_D{n}ds_v5",
    vCpus: upTo96,
    memoryGiBPerVCpu: 4,
    generations: both,
    ephemeralOsDisk: true,
    ...common,
  },
  {
    series: "Dadsv5",
    pattern: "Standard_D{n}ads_v5",
    vCpus: upTo96,
    memoryGiBPerVCpu: 4,
    generations: both,
    ephemeralOsDisk: true,
    ...common,
  },
  {
    series: "Dsv6",
    pattern: "Standard_D{n}s_v6",
    vCpus: [...upTo96, 128, 192],
    memoryGiBPerVCpu: 4,
    generations: onlySecond,
    ephemeralOsDisk: false,
    ...common,
  },
  {
    series: "Dasv6",
    pattern: "Standard_D{n}as_v6",
    vCpus: upTo96,
    memoryGiBPerVCpu: 4,
    generations: onlySecond,
    ephemeralOsDisk: false,
    ...common,
  },
  {
    series: "Ddsv6",
    pattern: "Standard_D{n}ds_v6",
    vCpus: [...upTo96, 128],
    memoryGiBPerVCpu: 4,
    generations: onlySecond,
    ephemeralOsDisk: true,
    ...common,
  },
  {
    series: "Esv5",
    pattern: "Standard_E{n}s_v5",
    vCpus: [2, 4, 8, 16, 20, 32, 48, 64, 96],
    memoryGiBPerVCpu: 8,
    memoryGiB: { 96: 672 },
    generations: both,
    ephemeralOsDisk: false,
    ...common,
  },
  {
    series: "Fsv2",
    pattern: "Standard_F{n}s_v2",
    vCpus: [2, 4, 8, 16, 32, 48, 64, 72],
    memoryGiBPerVCpu: 2,
    generations: both,
    ephemeralOsDisk: true,
    ...common,
  },
  {
    series: "Bsv2",
    pattern: "Standard_B{n}s_v2",
    vCpus: [2, 4, 8, 16, 32],
    memoryGiBPerVCpu: 4,
    generations: both,
    ephemeralOsDisk: false,
    ...common,
    burstable: true,
  },
  {
    series: "Bsv2",
    pattern: "Standard_B{n}ls_v2",
    vCpus: [2, 4, 8, 16, 32],
    memoryGiBPerVCpu: 2,
    generations: both,
    ephemeralOsDisk: false,
    ...common,
    burstable: true,
  },
] as const satisfies readonly VmSeriesRow[];

/**
 * What is known about an Azure VM size.
 *
 * @param size - value of `vmSize`; Azure compares it without regard to case
 * @returns the row, or `undefined` when the catalogue does not know the size
 */
export function vmSize(size: string): VmSizeRow | undefined {
  const wanted = size.toLowerCase();
  for (const row of vmSeries as readonly VmSeriesRow[]) {
    for (const vCpus of row.vCpus) {
      const name = row.pattern.replace("{n}", String(vCpus));
      if (name.toLowerCase() !== wanted) continue;
      const { series, generations, ephemeralOsDisk, burstable, source } = row;
      const memoryGiB = row.memoryGiB?.[vCpus] ?? vCpus * row.memoryGiBPerVCpu;
      return { size: name, series, vCpus, memoryGiB, generations, ephemeralOsDisk, burstable, source };
    }
  }
  return undefined;
}
