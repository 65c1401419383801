import type { ClusterFacts, NodeFacts } from "../../../../components/existing/inspect/facts";

/** A Linux node that fits. */
export const linuxNode: NodeFacts = {
  name: "linux-1",
  os: "Linux",
  kubeletVersion: "v1.36.3",
  runtime: "containerd://2.3.4",
  labels: {},
  taints: [],
  ready: true,
};

/** A Windows node that fits. */
export const windowsNode: NodeFacts = {
  ...linuxNode,
  name: "win-1",
  os: "Windows",
  windowsBuild: 20348,
  taints: ["os=windows:NoSchedule"],
};

/** What a cluster shows that fits the base configuration. */
export const facts: ClusterFacts = {
  clusterId: "0b7c1d3e",
  serverVersion: "v1.36.3",
  nodes: [linuxNode, windowsNode],
  daemonSets: ["kube-proxy", "calico-node", "calico-node-windows"],
  csiDrivers: [],
  snapshots: false,
};
