import type { Sourced } from "./source";

/** An EC2 instance type, as far as Windows nodes are concerned. */
export interface InstanceTypeRow extends Sourced {
  /** Name as in `instanceTypes`. */
  readonly type: string;
  readonly vCpus: number;
  readonly memoryGiB: number;
  /** IPv4 addresses of one network interface; Windows nodes use one interface only. */
  readonly addressesPerInterface: number;
  /** Nitro system: needed for prefix delegation. */
  readonly nitro: boolean;
}
