import type { JsonObject } from "../../clouds/json";
import { isRecord } from "../../wire/values";
import { minorNumber } from "./facts";
import { coredns, daemonSet, deployment, kubeProxy, vpcCni } from "./kube-system";

/** What a property of an add-on's configuration may be. */
type SchemaType = "string" | "boolean" | "integer" | "object" | "array";

/** An add-on that this cloud has. */
export interface AddonKind {
  /** Versions, oldest first; the last one is the default. They are samples in the real form. */
  readonly versions: readonly string[];
  /** Kubernetes minors that the versions work with. Versions of kube-proxy are those of Kubernetes. */
  readonly firstMinor: string;
  /** Top-level properties of the configuration; anything else is refused. */
  readonly configuration: Readonly<Record<string, SchemaType>>;
  /** The objects that it makes. */
  readonly objects: (cluster: JsonObject, configuration: JsonObject) => readonly object[];
  /** Path of the Deployment that has to run for the add-on to be healthy. */
  readonly needs?: string;
}

const common = {
  affinity: "object",
  nodeSelector: "object",
  podAnnotations: "object",
  podLabels: "object",
  resources: "object",
  tolerations: "array",
} as const;

const kubeSystemDeployment = (name: string): string =>
  `/apis/apps/v1/namespaces/kube-system/deployments/${name}`;

/** Data of the network's ConfigMap; the configuration's values are strings, as the schema wants them. */
function networkData(configuration: JsonObject): Record<string, string> {
  const text = (name: string): string => {
    const value = configuration[name];
    return typeof value === "string" ? value : "false";
  };
  const optional = {
    "windows-warm-prefix-target": "warmWindowsPrefixTarget",
    "windows-warm-ip-target": "warmWindowsIPTarget",
    "windows-minimum-ip-target": "minimumWindowsIPTarget",
  };
  const given = Object.entries(optional).flatMap(([key, name]) => {
    const value = configuration[name];
    return typeof value === "string" ? [[key, value] as const] : [];
  });
  return {
    "enable-windows-ipam": text("enableWindowsIpam"),
    "enable-windows-prefix-delegation": text("enableWindowsPrefixDelegation"),
    ...Object.fromEntries(given),
  };
}

const csiDriver = {
  apiVersion: "storage.k8s.io/v1",
  kind: "CSIDriver",
  metadata: { name: "ebs.csi.aws.com" },
  spec: { attachRequired: true, podInfoOnMount: false, fsGroupPolicy: "ReadWriteOnceWithFSType" },
};

const observability = "amazon-cloudwatch";

/**
 * Add-ons by name.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
 */
export const addonKinds: Readonly<Record<string, AddonKind>> = {
  "vpc-cni": {
    versions: ["v1.19.6-eksbuild.7", "v1.20.4-eksbuild.1", "v1.20.5-eksbuild.1", "v1.21.1-eksbuild.1"],
    firstMinor: "1.31",
    configuration: {
      ...common,
      enableWindowsIpam: "string",
      enableWindowsPrefixDelegation: "string",
      warmWindowsPrefixTarget: "string",
      warmWindowsIPTarget: "string",
      minimumWindowsIPTarget: "string",
      enableNetworkPolicy: "string",
      env: "object",
      init: "object",
      nodeAgent: "object",
      eniConfig: "object",
    },
    objects: (_, configuration) => vpcCni(networkData(configuration)),
  },
  coredns: {
    versions: ["v1.11.4-eksbuild.24", "v1.12.4-eksbuild.1", "v1.13.1-eksbuild.1"],
    firstMinor: "1.31",
    configuration: {
      ...common,
      corefile: "string",
      replicaCount: "integer",
      autoScaling: "object",
      podDisruptionBudget: "object",
      topologySpreadConstraints: "array",
      computeType: "string",
    },
    objects: (cluster) => coredns(cluster),
    needs: kubeSystemDeployment("coredns"),
  },
  "kube-proxy": {
    versions: [
      "v1.31.13-eksbuild.2",
      "v1.32.9-eksbuild.2",
      "v1.33.5-eksbuild.2",
      "v1.34.1-eksbuild.2",
      "v1.35.0-eksbuild.2",
      "v1.36.0-eksbuild.2",
    ],
    firstMinor: "1.31",
    configuration: { ...common, ipvs: "object", mode: "string" },
    objects: () => kubeProxy(),
  },
  "aws-ebs-csi-driver": {
    // The last one is the default for 1.36: https://github.com/mitodl/ol-infrastructure/pull/5959 (2026-09-21).
    versions: ["v1.48.0-eksbuild.2", "v1.53.0-eksbuild.1", "v1.65.0-eksbuild.1", "v1.66.0-eksbuild.1"],
    firstMinor: "1.31",
    configuration: {
      controller: "object",
      defaultStorageClass: "object",
      node: "object",
      sidecars: "object",
      fips: "boolean",
      imagePullPolicy: "string",
    },
    objects: () => [
      csiDriver,
      deployment({ name: "ebs-csi-controller", os: "linux" }),
      daemonSet({ name: "ebs-csi-node", os: "linux" }),
      daemonSet({ name: "ebs-csi-node-windows", os: "windows" }),
    ],
    needs: kubeSystemDeployment("ebs-csi-controller"),
  },
  "eks-pod-identity-agent": {
    versions: ["v1.3.8-eksbuild.2", "v1.3.10-eksbuild.1"],
    firstMinor: "1.31",
    configuration: { ...common, agent: "object", daemonsets: "object" },
    objects: () => [daemonSet({ name: "eks-pod-identity-agent", os: "linux" })],
  },
  "metrics-server": {
    versions: ["v0.8.0-eksbuild.3"],
    firstMinor: "1.31",
    configuration: { ...common, replicas: "integer", args: "array" },
    objects: () => [deployment({ name: "metrics-server", os: "linux" })],
    needs: kubeSystemDeployment("metrics-server"),
  },
  "amazon-cloudwatch-observability": {
    versions: ["v1.5.0-eksbuild.1", "v3.1.0-eksbuild.1", "v4.7.0-eksbuild.1"],
    firstMinor: "1.31",
    configuration: {
      agent: "object",
      agents: "array",
      containerLogs: "object",
      manager: "object",
      tolerations: "array",
      nodeSelector: "object",
      affinity: "object",
      dcgmExporter: "object",
      neuronMonitor: "object",
    },
    objects: () => [
      { apiVersion: "v1", kind: "Namespace", metadata: { name: observability } },
      deployment({
        name: "amazon-cloudwatch-observability-controller-manager",
        namespace: observability,
        os: "linux",
        replicas: 1,
      }),
      daemonSet({ name: "cloudwatch-agent", namespace: observability, os: "linux" }),
      daemonSet({ name: "cloudwatch-agent-windows", namespace: observability, os: "windows" }),
      daemonSet({ name: "fluent-bit", namespace: observability, os: "linux" }),
      daemonSet({ name: "fluent-bit-windows", namespace: observability, os: "windows" }),
    ],
  },
};

/** The versions of an add-on that work with a Kubernetes minor. */
export function versionsFor(name: string, minor: string): readonly string[] {
  const kind = addonKinds[name];
  if (kind === undefined || minorNumber(minor) < minorNumber(kind.firstMinor)) return [];
  return name === "kube-proxy"
    ? kind.versions.filter((version) => version.startsWith(`v${minor}.`))
    : kind.versions;
}

/**
 * What is wrong with an add-on's configuration, in the words of EKS; `undefined` when nothing is. Only the top level
 * is known here.
 */
export function configurationProblem(name: string, text: string): string | undefined {
  const schema = addonKinds[name]?.configuration ?? {};
  const configuration = parse(text);
  if (configuration === undefined)
    return "ConfigurationValue is not in a valid format, should be in JSON or YAML";
  const problems = Object.entries(configuration).flatMap(([property, value]) => {
    const type = schema[property];
    if (type === undefined)
      return [
        `$.${property}: is not defined in the schema and the schema does not allow additional properties`,
      ];
    const found = typeOf(value);
    return found === type ? [] : [`$.${property}: ${found} found, ${type} expected`];
  });
  return problems.length === 0
    ? undefined
    : `ConfigurationValue provided in request is not supported: Json schema validation failed with error: [${problems.join(", ")}]`;
}

/** The configuration as an object; YAML is not read here. */
export function parse(text: string): JsonObject | undefined {
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return typeof value === "number" ? "integer" : typeof value;
}
