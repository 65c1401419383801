import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { azureMetricsAgent } from "../../../catalogue/metrics";
import { osFamily } from "../../os";
import { probeDirectory, probeScript } from "./windows-probe";

/** Port of windows_exporter: the one at which Azure's managed Prometheus looks for it, too. */
export const windowsExporterPort = azureMetricsAgent.port;

/**
 * The image: for every build of Windows, since HostProcess containers use the host's.
 *
 * @see https://github.com/prometheus-community/windows_exporter/blob/master/kubernetes/kubernetes.md
 */
const image = "ghcr.io/prometheus-community/windows-exporter:0.31.8";

/** `pagefile` and `memory` are defaults today; they are named since alerts rest on them. */
const collectors = "[defaults],memory,pagefile,container,textfile";

const labels = { "app.kubernetes.io/name": "windows-exporter" };
const mount = "%CONTAINER_SANDBOX_MOUNT_POINT%";

/** Figures of a container that reads counters once in a while. */
const resources = {
  requests: { cpu: "50m", memory: "128Mi" },
  limits: { cpu: "500m", memory: "256Mi" },
};

/**
 * The script of the probe as an object.
 *
 * @param namespace - namespace of the exporter
 */
export function windowsExporterConfig(
  namespace: pulumi.Input<string>,
): kubernetes.types.input.core.v1.ConfigMap {
  return {
    metadata: { name: "windows-exporter", namespace, labels },
    data: { "probe.ps1": probeScript },
  };
}

/**
 * windows_exporter on every Windows node as a HostProcess DaemonSet, with the probe beside it.
 *
 * @param namespace - a namespace that admits HostProcess pods
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/
 */
export function windowsExporterDaemonSet(
  namespace: pulumi.Input<string>,
): kubernetes.types.input.apps.v1.DaemonSet {
  const { nodeSelector } = osFamily("Windows");
  return {
    metadata: { name: "windows-exporter", namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "10%" } },
      template: {
        metadata: { labels },
        spec: {
          os: { name: "windows" },
          nodeSelector: { ...nodeSelector },
          // Nodes with other taints need watching, too.
          tolerations: [{ operator: "Exists", effect: "NoSchedule" }],
          hostNetwork: true,
          automountServiceAccountToken: false,
          securityContext: {
            windowsOptions: { hostProcess: true, runAsUserName: "NT AUTHORITY\\SYSTEM" },
          },
          initContainers: [firewall],
          containers: [exporter, probe],
          volumes: [{ name: "probe", configMap: { name: "windows-exporter" } }],
        },
      },
    },
  };
}

const openPort =
  "if (-not (Get-NetFirewallRule -Name windows-exporter -ErrorAction SilentlyContinue)) { New-NetFirewallRule" +
  " -Name windows-exporter -DisplayName windows-exporter -Direction Inbound -Profile Any -Action Allow" +
  ` -LocalPort ${String(windowsExporterPort)} -Protocol TCP }`;

const firewall: kubernetes.types.input.core.v1.Container = {
  name: "firewall",
  image,
  command: ["powershell", "-NoProfile", "-Command", openPort],
  resources,
};

const exporter: kubernetes.types.input.core.v1.Container = {
  name: "windows-exporter",
  image,
  args: [
    `--collectors.enabled=${collectors}`,
    "--collector.service.include=containerd|kubelet",
    `--collector.textfile.directories=${probeDirectory}`,
    `--web.listen-address=:${String(windowsExporterPort)}`,
  ],
  ports: [{ name: "metrics", containerPort: windowsExporterPort, hostPort: windowsExporterPort }],
  readinessProbe: { httpGet: { path: "/health", port: windowsExporterPort } },
  livenessProbe: { httpGet: { path: "/health", port: windowsExporterPort } },
  resources,
};

const probe: kubernetes.types.input.core.v1.Container = {
  name: "probe",
  image,
  command: [
    "powershell",
    "-NoProfile",
    "-ExecutionPolicy",
    "Bypass",
    "-File",
    `${mount}/probe/probe.ps1`,
    "-Directory",
    probeDirectory,
  ],
  volumeMounts: [{ name: "probe", mountPath: "/probe", readOnly: true }],
  resources,
};
