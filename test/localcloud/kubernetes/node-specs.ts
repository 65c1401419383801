import type { NodeSpec } from "../../../localcloud/kubernetes";

/** A Linux machine with room for ten pods. */
export const linuxMachine = (name: string): NodeSpec => ({
  name,
  os: "linux",
  labels: { pool: "linux" },
  taints: [],
  providerId: `local:///${name}`,
  kernelVersion: "6.8.0-1044-azure",
  osImage: "Ubuntu 24.04.3 LTS",
  containerRuntimeVersion: "containerd://2.1.6",
  kubeletVersion: "v1.35.4",
  capacity: { cpu: "4", memory: "16Gi", pods: "10" },
  allocatable: { cpu: "3860m", memory: "13Gi", pods: "10" },
});

/** A Windows Server 2022 machine that only takes pods which tolerate it. */
export const windowsMachine = (name: string): NodeSpec => ({
  ...linuxMachine(name),
  os: "windows",
  labels: { pool: "windows" },
  taints: [{ key: "os", value: "windows", effect: "NoSchedule" }],
  kernelVersion: "10.0.20348.4648",
  osImage: "Windows Server 2022 Datacenter",
});
