import type { Home } from "../../../localcloud/home";
import {
  applyNodes,
  MASTERS,
  startControlPlane,
  type ControlPlane,
  type NodeSpec,
} from "../../../localcloud/kubernetes";

/**
 * The users of the recordings in kubernetes-provider-scenarios: three that the provider acts as, one without rights,
 * and `kubectl`, who sets scenes and looks at results.
 */
export const SCENARIO_USERS = [
  { name: "rec1", groups: [MASTERS], token: "rec1token" },
  { name: "rec2", groups: [MASTERS], token: "rec2token" },
  { name: "rec3", groups: [MASTERS], token: "rec3token" },
  { name: "rec4", groups: [], token: "rec4token" },
  { name: "kubectl", groups: [MASTERS], token: "kubectltoken" },
] as const;

const RESOURCES = { cpu: "8", memory: "32Gi", pods: "110" } as const;

const linuxNode = (name: string): NodeSpec => ({
  name,
  os: "linux",
  labels: {},
  taints: [],
  providerId: `local:///${name}`,
  kernelVersion: "6.8.0-1044-azure",
  osImage: "Ubuntu 24.04.3 LTS",
  containerRuntimeVersion: "containerd://2.1.6",
  kubeletVersion: "v1.36.3",
  capacity: RESOURCES,
  allocatable: RESOURCES,
});

const windowsNode = (name: string): NodeSpec => ({
  ...linuxNode(name),
  os: "windows",
  taints: [{ key: "os", value: "windows", effect: "NoSchedule" }],
  kernelVersion: "10.0.20348.4648",
  osImage: "Windows Server 2022 Datacenter",
});

/** The nodes of the recordings: two of each OS, the Windows ones tainted. */
export const SCENARIO_NODES: readonly NodeSpec[] = [
  linuxNode("linux-1"),
  linuxNode("linux-2"),
  windowsNode("windows-1"),
  windowsNode("windows-2"),
];

/**
 * Starts the cluster that the recordings of the Kubernetes provider were made against. Whoever starts it ends it with
 * `deleteControlPlane`.
 */
export async function startScenarioCluster(home: Home, id = "scenarios"): Promise<ControlPlane> {
  const controlPlane = await startControlPlane({
    home,
    id,
    serviceCidr: "10.96.0.0/16",
    users: SCENARIO_USERS,
  });
  const client = controlPlane.client();
  try {
    await applyNodes(client, SCENARIO_NODES);
  } finally {
    client.close();
  }
  return controlPlane;
}
