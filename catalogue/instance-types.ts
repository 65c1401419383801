import type { SourceId, Sourced } from "./source";

/** A family of EC2 instance types, as far as Windows nodes are concerned. */
export interface InstanceFamilyRow extends Sourced {
  /** What stands before the dot of an instance type, for example `m5`. */
  readonly families: readonly string[];
  /** Memory in GiB for each vCPU. */
  readonly memoryGiBPerVCpu: number;
  /** IPv4 addresses of one network interface by size. */
  readonly addresses: Readonly<Record<string, number>>;
}

/** One EC2 instance type. All of the table run on Nitro, which prefix delegation needs, and are x86-64. */
export interface InstanceTypeRow {
  /** Name as in `instanceTypes`, for example `m5.large`. */
  readonly type: string;
  readonly vCpus: number;
  readonly memoryGiB: number;
  /** IPv4 addresses of one network interface; Windows nodes use one interface only. */
  readonly addressesPerInterface: number;
  readonly source: readonly SourceId[];
}

const source = ["vpc-resource-controller-limits", "karpenter-instance-types"] as const;

const fifthGeneration = {
  large: 10,
  xlarge: 15,
  "2xlarge": 15,
  "4xlarge": 30,
  "8xlarge": 30,
  "12xlarge": 30,
  "16xlarge": 50,
  "24xlarge": 50,
} as const;
const intel6 = { ...fifthGeneration, "32xlarge": 50 } as const;
const amd6 = { ...intel6, "48xlarge": 50 } as const;
const intel7 = { ...fifthGeneration, "48xlarge": 50 } as const;
const flex7 = {
  large: 10,
  xlarge: 15,
  "2xlarge": 15,
  "4xlarge": 30,
  "8xlarge": 30,
  "12xlarge": 30,
  "16xlarge": 50,
} as const;
const amd7 = { medium: 4, ...amd6 } as const;
const intel8 = {
  large: 20,
  xlarge: 30,
  "2xlarge": 30,
  "4xlarge": 50,
  "8xlarge": 50,
  "12xlarge": 50,
  "16xlarge": 64,
  "24xlarge": 64,
  "32xlarge": 64,
  "48xlarge": 64,
  "96xlarge": 64,
} as const;
const amd8 = {
  medium: 4,
  large: 20,
  xlarge: 20,
  "2xlarge": 40,
  "4xlarge": 40,
  "8xlarge": 40,
  "12xlarge": 64,
  "16xlarge": 64,
  "24xlarge": 64,
  "48xlarge": 64,
} as const;
const compute5 = {
  large: 10,
  xlarge: 15,
  "2xlarge": 15,
  "4xlarge": 30,
  "9xlarge": 30,
  "12xlarge": 30,
  "18xlarge": 50,
  "24xlarge": 50,
} as const;

/**
 * Families of instance types that Windows node groups are usually made of, without bare metal. A type that is missing
 * here is not wrong, it is not known.
 *
 * @see https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/pkg/aws/vpc/limits.go
 */
export const instanceFamilies = [
  { families: ["m5", "m5a", "m5d", "m5n"], memoryGiBPerVCpu: 4, addresses: fifthGeneration, source },
  { families: ["m6i", "m6id"], memoryGiBPerVCpu: 4, addresses: intel6, source },
  { families: ["m6a"], memoryGiBPerVCpu: 4, addresses: amd6, source },
  { families: ["m7i"], memoryGiBPerVCpu: 4, addresses: intel7, source },
  { families: ["m7i-flex"], memoryGiBPerVCpu: 4, addresses: flex7, source },
  { families: ["m7a"], memoryGiBPerVCpu: 4, addresses: amd7, source },
  { families: ["m8i"], memoryGiBPerVCpu: 4, addresses: intel8, source },
  { families: ["m8a"], memoryGiBPerVCpu: 4, addresses: amd8, source },
  { families: ["c5"], memoryGiBPerVCpu: 2, addresses: compute5, source },
  { families: ["c5a"], memoryGiBPerVCpu: 2, addresses: fifthGeneration, source },
  { families: ["c6i"], memoryGiBPerVCpu: 2, addresses: intel6, source },
  { families: ["c6a"], memoryGiBPerVCpu: 2, addresses: amd6, source },
  { families: ["c7i"], memoryGiBPerVCpu: 2, addresses: intel7, source },
  { families: ["c7a"], memoryGiBPerVCpu: 2, addresses: amd7, source },
  { families: ["c8i"], memoryGiBPerVCpu: 2, addresses: intel8, source },
  { families: ["c8a"], memoryGiBPerVCpu: 2, addresses: amd8, source },
  { families: ["r5", "r5a"], memoryGiBPerVCpu: 8, addresses: fifthGeneration, source },
  { families: ["r6i"], memoryGiBPerVCpu: 8, addresses: intel6, source },
  { families: ["r6a"], memoryGiBPerVCpu: 8, addresses: amd6, source },
  { families: ["r7i"], memoryGiBPerVCpu: 8, addresses: intel7, source },
  { families: ["r7a"], memoryGiBPerVCpu: 8, addresses: amd7, source },
  { families: ["r8i"], memoryGiBPerVCpu: 8, addresses: intel8, source },
  { families: ["r8a"], memoryGiBPerVCpu: 8, addresses: amd8, source },
] as const satisfies readonly InstanceFamilyRow[];

/** Burstable types do not follow the ratios of the other families. */
const burstable: Readonly<Record<string, Omit<InstanceTypeRow, "type" | "source">>> = {
  medium: { vCpus: 2, memoryGiB: 4, addressesPerInterface: 6 },
  large: { vCpus: 2, memoryGiB: 8, addressesPerInterface: 12 },
  xlarge: { vCpus: 4, memoryGiB: 16, addressesPerInterface: 15 },
  "2xlarge": { vCpus: 8, memoryGiB: 32, addressesPerInterface: 15 },
};

/**
 * What is known about an EC2 instance type.
 *
 * @param type - for example `m5.large`
 * @returns the row, or `undefined` when the catalogue does not know the type
 */
export function instanceType(type: string): InstanceTypeRow | undefined {
  const [family, size, ...more] = type.split(".");
  if (family === undefined || size === undefined || more.length > 0) return undefined;
  if (family === "t3" || family === "t3a") {
    return Object.hasOwn(burstable, size) && burstable[size] !== undefined
      ? { type, ...burstable[size], source }
      : undefined;
  }
  const row = (instanceFamilies as readonly InstanceFamilyRow[]).find(({ families }) =>
    families.includes(family),
  );
  if (row === undefined || !Object.hasOwn(row.addresses, size)) return undefined;
  const addressesPerInterface = row.addresses[size];
  if (addressesPerInterface === undefined) return undefined;
  const vCpus = vCpusOf(size);
  return { type, vCpus, memoryGiB: vCpus * row.memoryGiBPerVCpu, addressesPerInterface, source: row.source };
}

function vCpusOf(size: string): number {
  switch (size) {
    case "medium":
      return 1;
    case "large":
      return 2;
    case "xlarge":
      return 4;
    default:
      return Number.parseInt(size, 10) * 4;
  }
}

/**
 * Pods that a Windows node of this type can hold. Windows nodes use one network interface, of which one address is the
 * node's own; with prefix delegation every other address becomes 16.
 *
 * @param type - for example `m5.large`: 9 pods, or 144 with prefix delegation
 * @param options - `prefixDelegation`: `enable-windows-prefix-delegation` is on
 * @returns the number, or `undefined` when the catalogue does not know the type
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/windows-networking.html
 */
export function eksWindowsMaxPods(
  type: string,
  options: { readonly prefixDelegation: boolean },
): number | undefined {
  const row = instanceType(type);
  if (row === undefined) return undefined;
  return (row.addressesPerInterface - 1) * (options.prefixDelegation ? 16 : 1);
}

/**
 * The processor of an EC2 instance type: a `g` right behind the generation's number says Graviton, and `a1` was its
 * first.
 *
 * @param type - for example `m7g.large`
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function processorOf(type: string): "x86_64" | "arm64" {
  return /^(?:a1|[a-z]+\d+g[a-z]*)\./.test(type) ? "arm64" : "x86_64";
}
