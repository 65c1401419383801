import type { DeliveryConfig } from "./schema/delivery";
import type { StackConfig } from "./schema/stack";

/** Namespaces of what runs in the cluster for everybody: those that each project's own documentation takes for granted. */
export const inClusterNamespaces = {
  monitoring: "monitoring",
  gmsaWebhook: "gmsa-webhook",
  certManager: "cert-manager",
  headlamp: "headlamp",
  warmUp: "warm-up",
  delivery: {
    flux: "flux-system",
    argocd: "argocd",
    plural: "plrl-deploy-operator",
  } satisfies Record<DeliveryConfig["tool"], string>,
} as const;

/**
 * The namespaces that a stack brings along, each with the setting that asks for it.
 *
 * @param config - a configuration whose single values are checked
 */
export function namespacesOf(config: StackConfig): ReadonlyMap<string, string> {
  const { prometheus, gmsa, delivery, headlamp } = config.inCluster;
  const names = new Map<string, string>();
  if (watchesWindowsForAzure(config)) names.set(inClusterNamespaces.monitoring, "monitoring.metrics");
  if (prometheus !== undefined) names.set(inClusterNamespaces.monitoring, "inCluster.prometheus");
  if (gmsa !== undefined && config.target !== "aks") {
    names.set(inClusterNamespaces.gmsaWebhook, "inCluster.gmsa");
    if (gmsa.certManager !== "present") names.set(inClusterNamespaces.certManager, "inCluster.gmsa");
  }
  if (delivery !== undefined) names.set(inClusterNamespaces.delivery[delivery.tool], "inCluster.delivery");
  if (isWarmedUp(config)) names.set(inClusterNamespaces.warmUp, "inCluster.warmUp");
  if (headlamp !== undefined) names.set(inClusterNamespaces.headlamp, "inCluster.headlamp");
  return names;
}

/**
 * Whether a stack runs an exporter on its Windows nodes that Azure's managed Prometheus reads.
 *
 * @param config - a configuration whose single values are checked
 */
export function watchesWindowsForAzure(config: StackConfig): boolean {
  return (
    config.target === "aks" &&
    config.monitoring.metrics &&
    config.nodePools.some(({ os }) => os === "Windows")
  );
}

/**
 * Whether a stack prepares its Windows nodes before they are needed.
 *
 * @param config - a configuration whose single values are checked
 */
export function isWarmedUp({ inCluster: { warmUp } }: Pick<StackConfig, "inCluster">): boolean {
  return warmUp.prePull.length > 0 || warmUp.spare.length > 0;
}
