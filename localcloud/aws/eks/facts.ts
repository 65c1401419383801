/**
 * What this cloud knows about EKS. The tables are the stand-in's own, read from AWS's documentation: it is the
 * independent side that the product's catalogue is tested against, so nothing is shared with it.
 */

/** A Kubernetes minor version as EKS offers it. */
export interface KubernetesMinor {
  readonly minor: string;
  /** Patch that new nodes run; patches move on all the time, this is a sample. */
  readonly patch: string;
  readonly platformVersion: string;
  /** First day on which no support of any kind is left. */
  readonly extendedSupportUntil: string;
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html (copy of late 2025; 1.35 and 1.36 from release posts) */
export const kubernetesMinors: readonly KubernetesMinor[] = [
  { minor: "1.31", patch: "1.31.13", platformVersion: "eks.39", extendedSupportUntil: "2026-11-26" },
  { minor: "1.32", patch: "1.32.9", platformVersion: "eks.32", extendedSupportUntil: "2027-03-23" },
  { minor: "1.33", patch: "1.33.5", platformVersion: "eks.25", extendedSupportUntil: "2027-07-29" },
  { minor: "1.34", patch: "1.34.4", platformVersion: "eks.18", extendedSupportUntil: "2027-12-02" },
  { minor: "1.35", patch: "1.35.2", platformVersion: "eks.11", extendedSupportUntil: "2028-03-27" },
  { minor: "1.36", patch: "1.36.1", platformVersion: "eks.4", extendedSupportUntil: "2028-08-02" },
];

/** The version that a cluster gets when it asks for none. */
export const defaultMinor = "1.35";

/** `36` for `1.36`. */
export function minorNumber(version: string): number {
  return Number(version.split(".")[1]);
}

/** What a kind of machine image makes of a node. */
export interface Image {
  readonly os: "linux" | "windows";
  readonly architecture: "amd64" | "arm64";
  readonly osImage: string;
  readonly kernelVersion: string;
  readonly containerd: string;
  /** First Kubernetes minor that has it. */
  readonly firstMinor?: string;
  /** Last Kubernetes minor that has it. */
  readonly lastMinor?: string;
}

/** A Windows release as EKS has it: builds are Microsoft's, revisions are those of a monthly image, as samples. */
const windows = (year: string, kernelVersion: string, firstMinor?: string): Image => ({
  os: "windows",
  architecture: "amd64",
  osImage: `Windows Server ${year} Datacenter`,
  kernelVersion,
  containerd: "2.1.6",
  ...(firstMinor === undefined ? {} : { firstMinor }),
});

const al2023 = (architecture: Image["architecture"]): Image => ({
  os: "linux",
  architecture,
  osImage: "Amazon Linux 2023.9.20261109",
  kernelVersion: `6.12.58-82.121.amzn2023.${architecture === "arm64" ? "aarch64" : "x86_64"}`,
  containerd: "2.1.5",
});

const bottlerocket = (architecture: Image["architecture"]): Image => ({
  os: "linux",
  architecture,
  osImage: "Bottlerocket OS 1.52.0",
  kernelVersion: "6.12.55",
  containerd: "2.1.5+bottlerocket",
});

/**
 * Kinds of machine images by `amiType`.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html (amiType)
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html (2025 from 1.35)
 */
export const images: Readonly<Record<string, Image>> = {
  AL2_x86_64: {
    ...al2023("amd64"),
    osImage: "Amazon Linux 2",
    kernelVersion: "5.10.245-241.978.amzn2.x86_64",
    lastMinor: "1.32",
  },
  AL2023_x86_64_STANDARD: al2023("amd64"),
  AL2023_ARM_64_STANDARD: al2023("arm64"),
  BOTTLEROCKET_x86_64: bottlerocket("amd64"),
  BOTTLEROCKET_ARM_64: bottlerocket("arm64"),
  WINDOWS_CORE_2019_x86_64: windows("2019", "10.0.17763.8027"),
  WINDOWS_FULL_2019_x86_64: windows("2019", "10.0.17763.8027"),
  WINDOWS_CORE_2022_x86_64: windows("2022", "10.0.20348.4648"),
  WINDOWS_FULL_2022_x86_64: windows("2022", "10.0.20348.4648"),
  WINDOWS_CORE_2025_x86_64: windows("2025", "10.0.26100.7171", "1.35"),
  WINDOWS_FULL_2025_x86_64: windows("2025", "10.0.26100.7171", "1.35"),
};

/** The newest release of the image of a kind, as `releaseVersion` has it. Dates are samples of the monthly images. */
export function newestRelease(image: Image, minor: string): string {
  const { patch } = kubernetesMinors.find((known) => known.minor === minor) ?? { patch: `${minor}.0` };
  return image.os === "windows" ? `${minor}-2026.11.12` : `${patch}-20261112`;
}

/** What an instance type gives a node. */
export interface InstanceType {
  readonly vcpus: number;
  readonly memoryGiB: number;
  readonly networkInterfaces: number;
  /** IPv4 addresses of each interface. */
  readonly addressesPerInterface: number;
  readonly architecture: "amd64" | "arm64";
}

/** Sizes by vCPUs, memory per 4-GiB-per-vCPU family, interfaces and addresses of each. */
const sizes: Readonly<Record<string, readonly [vcpus: number, interfaces: number, addresses: number]>> = {
  large: [2, 3, 10],
  xlarge: [4, 4, 15],
  "2xlarge": [8, 4, 15],
  "4xlarge": [16, 8, 30],
  "8xlarge": [32, 8, 30],
};

/** GiB of memory per vCPU by the letters that a family begins with. */
const memoryPerVcpu: Readonly<Record<string, number>> = { m: 4, c: 2, r: 8 };

/** Burstable types have limits of their own. */
const burstable: Readonly<
  Record<string, readonly [memoryGiB: number, interfaces: number, addresses: number]>
> = {
  micro: [1, 2, 2],
  small: [2, 3, 4],
  medium: [4, 3, 6],
  large: [8, 3, 12],
  xlarge: [16, 4, 15],
  "2xlarge": [32, 4, 15],
};

/**
 * Reads an instance type from its name; `undefined` for those that this cloud does not offer.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-type-specifications.html
 */
export function instanceTypeOf(name: string): InstanceType | undefined {
  const [, family = "", generation = "", features = "", size = ""] =
    /^([a-z])(\d+)([a-z-]*)\.(\w+)$/.exec(name) ?? [];
  const architecture = features.startsWith("g") ? "arm64" : "amd64";
  if (family === "t" && ["3", "4"].includes(generation)) {
    const [memoryGiB, networkInterfaces, addressesPerInterface] = burstable[size] ?? [];
    if (memoryGiB === undefined || networkInterfaces === undefined || addressesPerInterface === undefined)
      return undefined;
    const vcpus = size === "xlarge" ? 4 : size === "2xlarge" ? 8 : 2;
    return { vcpus, memoryGiB, networkInterfaces, addressesPerInterface, architecture };
  }
  const [vcpus, networkInterfaces, addressesPerInterface] = sizes[size] ?? [];
  const perVcpu = memoryPerVcpu[family];
  if (
    vcpus === undefined ||
    networkInterfaces === undefined ||
    addressesPerInterface === undefined ||
    perVcpu === undefined
  )
    return undefined;
  return { vcpus, memoryGiB: vcpus * perVcpu, networkInterfaces, addressesPerInterface, architecture };
}

/** Pods that a kubelet takes which is told no number. @see https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/ (maxPods) */
const kubeletMaxPods = 110;

/**
 * How many pods a node takes: on Linux as many as its interfaces have addresses for; on Windows, where addresses are a
 * resource of their own, the kubelet's default.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses-procedure.html (Windows: 110 by default)
 */
export function maxPods(os: Image["os"], type: InstanceType): number {
  if (os === "windows") return kubeletMaxPods;
  const addresses = type.networkInterfaces * (type.addressesPerInterface - 1) + 2;
  return Math.min(addresses, type.vcpus < 30 ? 110 : 250);
}
