import type { NodeSpec } from "../kubernetes";

/** What Windows Server says of itself, by release. */
export const windowsServers = {
  "2019": { osImage: "Windows Server 2019 Datacenter", kernelVersion: "10.0.17763.7558" },
  "2022": { osImage: "Windows Server 2022 Datacenter", kernelVersion: "10.0.20348.4171" },
  "2025": { osImage: "Windows Server 2025 Datacenter", kernelVersion: "10.0.26100.4061" },
} as const;

/** Release of Windows Server that machines of a plain cluster may have. */
export type WindowsServer = keyof typeof windowsServers;

const taint = { key: "os", value: "windows", effect: "NoSchedule" } as const;

const machine = {
  capacity: { cpu: "8", memory: "32Gi", pods: "110", "ephemeral-storage": "200Gi" },
  containerRuntimeVersion: "containerd://2.3.4",
} as const;

/**
 * A Linux machine that somebody joined with kubeadm.
 *
 * @param cluster - name of the cluster, the first part of the node's name
 * @param number - from 1
 * @param kubeletVersion - with the leading `v`
 */
export function linuxNode(cluster: string, number: number, kubeletVersion: string): NodeSpec {
  const name = `${cluster}-linux-${String(number)}`;
  return {
    ...machine,
    name,
    os: "linux",
    labels: {},
    taints: [],
    providerId: `plain:///${name}`,
    kernelVersion: "6.8.0-85-generic",
    osImage: "Ubuntu 24.04.3 LTS",
    kubeletVersion,
    allocatable: { ...machine.capacity, cpu: "7800m", memory: "31Gi" },
  };
}

/** A Windows machine that somebody joined with kubeadm, tainted and with reserves as Windows needs them. */
export function windowsNode(
  cluster: string,
  release: WindowsServer,
  number: number,
  kubeletVersion: string,
): NodeSpec {
  const name = `${cluster}-win${release}-${String(number)}`;
  return {
    ...machine,
    ...windowsServers[release],
    name,
    os: "windows",
    labels: {},
    taints: [taint],
    providerId: `plain:///${name}`,
    kubeletVersion,
    allocatable: { ...machine.capacity, cpu: "7800m", memory: "30Gi" },
  };
}
