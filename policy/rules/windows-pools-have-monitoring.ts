import type { Resource } from "../resource";
import { stackRule } from "../rule";
import { poolNames, windowsPoolsOf } from "../scopes/aks-pools";
import { groupNames, windowsGroupsOf } from "../scopes/eks-groups";
import { containersOf, type Pod, pods } from "../scopes/pods";
import { resourcesOf } from "../scopes/resources";
import { clusters, type VersionedCluster } from "../scopes/versions";
import type { Stack } from "../stack";

const releases = resourcesOf("kubernetes:helm.sh:Release");
const addons = resourcesOf("aws:eks/addon:Addon");
const WINDOWS_EXPORTER = /windows[-_]exporter/i;

/** Somebody sees what Windows nodes do. */
export const windowsPoolsHaveMonitoring = stackRule({
  name: "windows-pools-have-monitoring",
  level: "advisory",
  description: "A cluster with Windows pools collects metrics of its Windows nodes.",
  sources: [
    "https://github.com/prometheus-community/windows_exporter",
    "https://learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable",
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html",
  ],
  scope: clusters,
  *check(cluster, stack) {
    const names = windowsNames(cluster, stack);
    if (names === undefined || platformMonitors(cluster, stack)) return;
    if (stack.subjects(pods).some(isExporter) || stack.subjects(releases).some(isExporterChart)) return;
    yield {
      field:
        cluster.platform === "aks"
          ? "azureMonitorProfile.metrics.enabled"
          : "add-on amazon-cloudwatch-observability",
      problem: `is not set, and the program deploys no windows_exporter, though the cluster has Windows pools (${names})`,
      reason:
        "node-exporter runs on Linux only, so nobody sees a Windows node that fills its memory or its disk",
      fix: "Switch on the platform's monitoring or deploy windows_exporter",
    };
  },
});

/** Names of the cluster's Windows pools, or undefined when it has none. */
function windowsNames({ resource, platform }: VersionedCluster, stack: Stack): string | undefined {
  if (platform === "aks") {
    const pools = windowsPoolsOf(resource, stack);
    return pools.length === 0 ? undefined : poolNames(pools);
  }
  const groups = windowsGroupsOf(resource, stack);
  return groups.length === 0 ? undefined : groupNames(groups);
}

function platformMonitors({ resource, platform }: VersionedCluster, stack: Stack): boolean {
  if (platform === "aks") {
    return (
      resource.props.boolean("azureMonitorProfile", "metrics", "enabled") === true ||
      resource.props.boolean("addonProfiles", "omsagent", "enabled") === true
    );
  }
  return stack
    .subjects(addons)
    .some(({ props }) => props.string("addonName") === "amazon-cloudwatch-observability");
}

function isExporter(pod: Pod): boolean {
  return containersOf(pod).some(({ view }) => WINDOWS_EXPORTER.test(view.string("image") ?? ""));
}

function isExporterChart({ props }: Resource): boolean {
  return WINDOWS_EXPORTER.test(props.string("chart") ?? "");
}
