import { windowsPoolsHaveMonitoring } from "../../../policy/rules/windows-pools-have-monitoring";
import {
  aksCluster,
  aksPool,
  aksWindowsPool,
  eksCluster,
  eksWindowsGroup,
  kubernetes,
  type TestResource,
  UNKNOWN,
  vpcCni,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

const exporter = (image: string) =>
  kubernetes("apps/v1:DaemonSet", { spec: { template: { spec: { containers: [{ image }] } } } });
const chart = (name: string): TestResource => kubernetes("helm.sh/v3:Release", { chart: name });
const rest = (pools: string) =>
  `and the program deploys no windows_exporter, though the cluster has Windows pools (${pools}): node-exporter runs on Linux only, so nobody sees a Windows node that fills its memory or its disk. Switch on the platform's monitoring or deploy windows_exporter.`;

ruleTest(windowsPoolsHaveMonitoring, {
  valid: [
    {
      name: "managed Prometheus",
      resource: aksCluster({ azureMonitorProfile: { metrics: { enabled: true } } }),
      stack: [aksWindowsPool()],
    },
    {
      name: "Container Insights",
      resource: aksCluster({ addonProfiles: { omsagent: { enabled: true } } }),
      stack: [aksWindowsPool()],
    },
    {
      name: "the CloudWatch add-on",
      resource: eksCluster(),
      stack: [eksWindowsGroup(), { ...vpcCni(undefined, { addonName: "amazon-cloudwatch-observability" }) }],
    },
    {
      name: "windows_exporter as a DaemonSet",
      resource: aksCluster(),
      stack: [aksWindowsPool(), exporter("ghcr.io/prometheus-community/windows-exporter:0.31.8")],
    },
    {
      name: "windows_exporter as a chart",
      resource: eksCluster(),
      stack: [eksWindowsGroup(), chart("prometheus-windows-exporter")],
    },
    { name: "no Windows pools", resource: aksCluster(), stack: [aksPool({})] },
  ],
  invalid: [
    {
      name: "nothing on AKS",
      resource: aksCluster(),
      stack: [aksWindowsPool(), chart("kube-prometheus-stack")],
      messages: [
        `ManagedCluster "prod": azureMonitorProfile.metrics.enabled is not set, ${rest('"win22a"')}`,
      ],
    },
    {
      name: "node-exporter on EKS",
      resource: eksCluster(),
      stack: [eksWindowsGroup(), exporter("quay.io/prometheus/node-exporter:v1")],
      messages: [`Cluster "prod": add-on amazon-cloudwatch-observability is not set, ${rest('"win"')}`],
    },
  ],
  unproved: [
    {
      name: "an unknown switch",
      resource: aksCluster({ azureMonitorProfile: UNKNOWN }),
      stack: [aksWindowsPool()],
      messages: [
        'ManagedCluster "prod": azureMonitorProfile is decided only during the deployment, so the rule cannot be proved in preview. A cluster with Windows pools collects metrics of its Windows nodes.',
      ],
    },
  ],
});
