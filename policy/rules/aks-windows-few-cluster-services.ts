import { stackRule } from "../rule";
import { poolNames, windowsPoolsOf } from "../scopes/aks-pools";
import { clustersBehind } from "../scopes/node-pools";
import { aksClusters } from "../scopes/resources";
import { services } from "../scopes/services";

/** A cluster with Windows nodes does not run out of ports for Services. */
export const aksWindowsFewClusterServices = stackRule({
  name: "aks-windows-few-cluster-services",
  level: "advisory",
  description:
    "A cluster with Windows pools has no more Services with externalTrafficPolicy Cluster than its nodes have ports for.",
  sources: ["https://learn.microsoft.com/azure/aks/windows-faq"],
  parameters: {
    most: {
      type: "integer",
      default: 500,
      minimum: 1,
      description: "Services with externalTrafficPolicy Cluster that a cluster with Windows nodes may have.",
    },
  },
  scope: aksClusters,
  *check(cluster, stack, { parameters: { most } }) {
    const windows = windowsPoolsOf(cluster, stack);
    if (windows.length === 0) return;
    const count = stack
      .subjects(services)
      .filter(
        (service) =>
          service.props.string("spec", "externalTrafficPolicy") !== "Local" &&
          clustersBehind(service, stack).includes(cluster),
      ).length;
    if (count <= most) return;
    yield {
      field: "agentPoolProfiles",
      problem: `are those of a cluster with ${count} Services whose externalTrafficPolicy is not Local`,
      reason: `Each takes ports on every node, and a Windows node runs out of them at about ${most}; the cluster has the Windows pools ${poolNames(windows)}`,
      fix: 'Set externalTrafficPolicy: "Local", or publish the workloads by an ingress controller',
    };
  },
});
