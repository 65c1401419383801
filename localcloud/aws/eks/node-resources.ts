import type { NodeSpec } from "../../clouds/cluster-backend";
import type { Image, InstanceType } from "./facts";
import { instanceTypeOf, maxPods } from "./facts";

/** What Windows pods ask for, one each. @see https://github.com/aws/amazon-vpc-resource-controller-k8s */
export const addressResource = "vpc.amazonaws.com/PrivateIPv4Address";

/** What decides about the capacity of a node. */
interface Machine {
  readonly image: Image;
  readonly instanceType: string;
  readonly diskGiB: number;
  /** Whether Windows pods get addresses in this cluster. */
  readonly windowsIpam: boolean;
  /** Whether the node takes ranges of 16 addresses in the place of single ones. */
  readonly windowsPrefixDelegation: boolean;
  /** What the kubelet was told; absent: what the image's bootstrap tells it. */
  readonly kubelet: KubeletSettings | undefined;
}

/** What a kubelet can be told about the capacity of its node. */
export interface KubeletSettings {
  readonly maxPods: number | undefined;
  /** Memory that is kept from pods. */
  readonly reservedMiB: number;
}

/**
 * Capacity by instance type, and what the bootstrap leaves of it to pods.
 *
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/windows-oom.html (Windows gets no reserve of its own)
 */
export function nodeResources(machine: Machine): Pick<NodeSpec, "capacity" | "allocatable"> {
  const { image, instanceType, diskGiB, windowsIpam, windowsPrefixDelegation, kubelet } = machine;
  const type = instanceTypeOf(instanceType) ?? fallback;
  const pods = kubelet?.maxPods ?? maxPods(image.os, type);
  const disk = `${String(diskGiB)}Gi`;
  const addresses: Record<string, string> =
    image.os === "windows" && windowsIpam
      ? { [addressResource]: String((type.addressesPerInterface - 1) * (windowsPrefixDelegation ? 16 : 1)) }
      : {};
  const memoryMiB = type.memoryGiB * 1024;
  // 255 MiB and 11 MiB per pod, as the AMI's bootstrap computes it, and 100 MiB before eviction begins.
  const reservedMiB = (kubelet?.reservedMiB ?? 0) + (image.os === "linux" ? 255 + 11 * pods + 100 : 100);
  const shared = { pods: String(pods), "ephemeral-storage": disk, ...addresses };
  return {
    capacity: { cpu: String(type.vcpus), memory: `${String(memoryMiB)}Mi`, ...shared },
    allocatable: {
      cpu: `${String(type.vcpus * 1000 - (image.os === "linux" ? reservedMillicores(type) : 0))}m`,
      memory: `${String(Math.max(256, memoryMiB - reservedMiB))}Mi`,
      ...shared,
    },
  };
}

const fallback: InstanceType = {
  vcpus: 2,
  memoryGiB: 4,
  networkInterfaces: 3,
  addressesPerInterface: 6,
  architecture: "amd64",
};

/** 6 % of the first core, 1 % of the second, half a percent of the next two, a quarter of the rest. */
function reservedMillicores({ vcpus }: InstanceType): number {
  return Math.round(
    60 + Math.min(vcpus - 1, 1) * 10 + Math.max(0, Math.min(vcpus - 2, 2)) * 5 + Math.max(0, vcpus - 4) * 2.5,
  );
}
