import type { JsonObject } from "../../clouds/json";
import { textAt } from "../../clouds/json";

/** The ConfigMap that the VPC resource controller reads. */
export const networkConfigMap = "amazon-vpc-cni";

/** Where the API server has it. */
export const networkConfigMapPath = `/api/v1/namespaces/kube-system/configmaps/${networkConfigMap}`;

const linuxOnly = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [
        {
          matchExpressions: [
            { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
            { key: "kubernetes.io/arch", operator: "In", values: ["amd64", "arm64"] },
          ],
        },
      ],
    },
  },
};

/** A workload as an add-on brings it. Images are named, never pulled: no container runs here. */
interface Workload {
  readonly name: string;
  readonly namespace?: string;
  readonly os: "linux" | "windows";
  readonly replicas?: number;
  readonly tolerations?: readonly object[];
}

const everywhere = [{ operator: "Exists" }];

/** A DaemonSet that runs with the network of its hosts. */
export function daemonSet({
  name,
  namespace = "kube-system",
  os,
  tolerations = everywhere,
}: Workload): object {
  const labels = { "k8s-app": name };
  const windows = os === "windows";
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name, namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...(windows
            ? {
                nodeSelector: { "kubernetes.io/os": "windows" },
                securityContext: {
                  windowsOptions: { hostProcess: true, runAsUserName: "NT AUTHORITY\\SYSTEM" },
                },
              }
            : { affinity: linuxOnly }),
          hostNetwork: true,
          priorityClassName: "system-node-critical",
          tolerations,
          containers: [{ name, image: `eks/${name}:local` }],
        },
      },
    },
  };
}

/** A Deployment on Linux nodes. */
export function deployment({ name, namespace = "kube-system", replicas = 2, tolerations }: Workload): object {
  const labels = { "k8s-app": name };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          affinity: linuxOnly,
          priorityClassName: "system-cluster-critical",
          tolerations: tolerations ?? [
            { key: "CriticalAddonsOnly", operator: "Exists" },
            { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" },
          ],
          containers: [{ name, image: `eks/${name}:local` }],
        },
      },
    },
  };
}

/** Name resolution: the Deployment and its Service at the tenth address of the service range. */
export function coredns(cluster: JsonObject): readonly object[] {
  const range = textAt(cluster, "kubernetesNetworkConfig.serviceIpv4Cidr") ?? "10.100.0.0/16";
  return [
    {
      ...configMap("coredns", {
        Corefile: ".:53 {\n    errors\n    health\n    kubernetes cluster.local\n}\n",
      }),
    },
    deployment({ name: "coredns", os: "linux" }),
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "kube-dns", namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
      spec: {
        clusterIP: range.replace(/\d+\/\d+$/, "10"),
        selector: { "k8s-app": "coredns" },
        ports: [
          { name: "dns", port: 53, protocol: "UDP" },
          { name: "dns-tcp", port: 53, protocol: "TCP" },
        ],
      },
    },
  ];
}

/** The pods' network. @param data What the resource controller shall read. */
export function vpcCni(data: Readonly<Record<string, string>>): readonly object[] {
  return [configMap(networkConfigMap, data), daemonSet({ name: "aws-node", os: "linux" })];
}

/** The network of Services. */
export function kubeProxy(): readonly object[] {
  return [
    configMap("kube-proxy", { kubeconfig: "apiVersion: v1\nkind: Config\n" }),
    daemonSet({ name: "kube-proxy", os: "linux" }),
  ];
}

/** What a new cluster brings without any add-on. @see https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html */
export function selfManagedAddons(cluster: JsonObject): readonly object[] {
  return [...vpcCni({ "enable-windows-ipam": "false" }), ...kubeProxy(), ...coredns(cluster)];
}

/** A ConfigMap in kube-system. */
export function configMap(name: string, data: Readonly<Record<string, string>>): object {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "kube-system" }, data };
}
