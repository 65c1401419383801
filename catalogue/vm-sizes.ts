import type { Sourced } from "./source";

/** An Azure VM size, as far as node pools are concerned. */
export interface VmSizeRow extends Sourced {
  /** Name as in `vmSize`. */
  readonly size: string;
  readonly vCpus: number;
  readonly memoryGiB: number;
  /** Hyper-V generations that it boots. */
  readonly generations: readonly (1 | 2)[];
  readonly architecture: "x64" | "arm64";
}
