import type * as kubernetes from "@pulumi/kubernetes";
import { osFamily } from "../../os";

const labels = { "k8s-app": "kube-proxy-windows" };

/**
 * kube-proxy for Windows nodes of kubeadm clusters, as a HostProcess DaemonSet that waits for Calico's network. It uses
 * the service account and the kubeconfig that kubeadm makes for the one on Linux.
 *
 * @param image - image of kube-proxy with a start script for Calico
 * @see https://github.com/kubernetes-sigs/sig-windows-tools/tree/master/hostprocess/calico/kube-proxy
 */
export function kubeProxyWindowsArgs(image: string): kubernetes.types.input.apps.v1.DaemonSet {
  const { nodeSelector, containerDefaults } = osFamily("Windows");
  const fromNode = (fieldPath: string) => ({ fieldRef: { fieldPath } });
  return {
    metadata: { name: "kube-proxy-windows", namespace: "kube-system", labels },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          os: { name: "windows" },
          nodeSelector: { ...nodeSelector },
          // Before the network there is no node that is Ready: every taint has to be passed.
          tolerations: [{ operator: "Exists" }],
          priorityClassName: "system-node-critical",
          serviceAccountName: "kube-proxy",
          hostNetwork: true,
          securityContext: {
            windowsOptions: { hostProcess: true, runAsUserName: "NT AUTHORITY\\SYSTEM" },
          },
          containers: [
            {
              name: "kube-proxy",
              image,
              args: ["$env:CONTAINER_SANDBOX_MOUNT_POINT/kube-proxy/start.ps1"],
              workingDir: "$env:CONTAINER_SANDBOX_MOUNT_POINT/kube-proxy/",
              env: [
                { name: "NODENAME", valueFrom: fromNode("spec.nodeName") },
                { name: "POD_IP", valueFrom: fromNode("status.podIP") },
              ],
              resources: containerDefaults,
              volumeMounts: [{ name: "kube-proxy", mountPath: "/var/lib/kube-proxy" }],
            },
          ],
          volumes: [{ name: "kube-proxy", configMap: { name: "kube-proxy" } }],
        },
      },
    },
  };
}
