import type { Home } from "../home";
import type { ControlPlane, Progress } from "../kubernetes";
import { applyNodes, applyObjects, startControlPlane } from "../kubernetes";
import { kubeadmObjects } from "./kube-system";
import type { WindowsServer } from "./nodes";
import { linuxNode, windowsNode } from "./nodes";

export { windowsServers, type WindowsServer } from "./nodes";

/** A cluster as somebody would make it with kubeadm. */
export interface PlainCluster {
  readonly home: Home;
  /** Name of the cluster, its kubeconfig context and the first part of its nodes' names. */
  readonly name: string;
  /** Minor, for example `1.36`. */
  readonly kubernetesVersion: string;
  /** Number of Linux nodes. */
  readonly linux: number;
  /** A Windows node for each entry. */
  readonly windows: readonly WindowsServer[];
  readonly progress?: Progress;
}

/**
 * Makes a cluster of no cloud: a control plane, and nodes that have joined. Called again for the same name it adds what
 * is missing.
 */
export async function createPlainCluster(cluster: PlainCluster): Promise<ControlPlane> {
  const { home, name, kubernetesVersion, linux, windows, progress } = cluster;
  const controlPlane = await startControlPlane({
    home,
    id: name,
    kubernetesVersion,
    ...(progress === undefined ? {} : { progress }),
  });
  const kubelet = `v${controlPlane.emulates}.3`;
  const client = controlPlane.client();
  try {
    await applyObjects(client, kubeadmObjects(), "kubeadm");
    await applyNodes(client, [
      ...Array.from({ length: linux }, (_, index) => linuxNode(name, index + 1, kubelet)),
      ...windows.map((release, index) => {
        const number = windows.slice(0, index + 1).filter((other) => other === release).length;
        return windowsNode(name, release, number, kubelet);
      }),
    ]);
  } finally {
    client.close();
  }
  return controlPlane;
}
