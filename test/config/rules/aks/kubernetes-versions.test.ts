import { base, withLinuxPool } from "../../base";
import { ruleTest, withGroup } from "../rule-test";

/** Without Windows, which has limits of its own. */
const withoutWindows = { ...base, nodePools: [] };

ruleTest("Kubernetes versions", [
  {
    title: "takes a supported minor",
    values: withGroup(base, "cluster", { kubernetesVersion: "1.35" }),
  },
  {
    title: "takes a minor on the last day of its support",
    values: { ...base, nodePools: [], cluster: { kubernetesVersion: "1.34" } },
  },
  {
    title: "refuses a minor with long-term support only",
    values: { ...base, nodePools: [], cluster: { kubernetesVersion: "1.33" } },
    lines: [
      'cluster.kubernetesVersion: has long-term support only on 2026-11-23, got "1.33"; use a newer minor, or set cluster.longTermSupport and cluster.tier Premium (https://learn.microsoft.com/azure/aks/supported-kubernetes-versions)',
    ],
  },
  {
    title: "takes it with long-term support and the tier for it",
    values: {
      ...base,
      nodePools: [],
      cluster: { kubernetesVersion: "1.33", longTermSupport: true, tier: "Premium" },
    },
  },
  {
    title: "refuses long-term support in another tier",
    values: withGroup(base, "cluster", { longTermSupport: true }),
    lines: [
      "cluster.longTermSupport: needs cluster.tier Premium, which is Standard, got true; set cluster.tier to Premium (https://learn.microsoft.com/azure/aks/supported-kubernetes-versions)",
    ],
  },
  {
    title: "refuses a minor older than everything AKS has",
    values: { ...base, nodePools: [], cluster: { kubernetesVersion: "1.30" } },
    lines: [
      'cluster.kubernetesVersion: is no longer supported by AKS on 2026-11-23, got "1.30"; use a newer minor (https://learn.microsoft.com/azure/aks/supported-kubernetes-versions)',
    ],
  },
  {
    title: "takes a minor that the catalogue does not know yet",
    values: { ...base, nodePools: [], cluster: { kubernetesVersion: "1.38" } },
  },
  {
    title: "refuses a version without quotes",
    values: withGroup(base, "cluster", { kubernetesVersion: 1.3 }),
    lines: [
      'cluster.kubernetesVersion: must be text, got 1.3; put the version in quotes, for example "1.36": YAML reads 1.30 as 1.3',
    ],
  },
  {
    title: "refuses a version that is none",
    values: withGroup(base, "cluster", { kubernetesVersion: "latest" }),
    lines: [
      'cluster.kubernetesVersion: must be a Kubernetes version such as 1.36 or 1.36.2, got "latest"; write major.minor in quotes, for example "1.36" (https://learn.microsoft.com/azure/aks/supported-kubernetes-versions)',
    ],
  },
  {
    title: "refuses a pool that is newer than the cluster",
    values: withLinuxPool({ kubernetesVersion: "1.37" }),
    lines: [
      'nodePools[0].kubernetesVersion: must not be newer than cluster.kubernetesVersion 1.36, got "1.37"; upgrade the cluster first (https://learn.microsoft.com/azure/aks/upgrade-node-pools)',
    ],
  },
  {
    title: "takes a pool two minors behind",
    values: withLinuxPool({ kubernetesVersion: "1.34" }),
  },
  {
    title: "refuses a pool three minors behind",
    values: withLinuxPool({ kubernetesVersion: "1.33" }),
    lines: [
      'nodePools[0].kubernetesVersion: must be at most 2 minors behind cluster.kubernetesVersion 1.36, got "1.33"; upgrade the pool before the cluster (https://learn.microsoft.com/azure/aks/upgrade-node-pools)',
    ],
  },
  {
    title: "refuses a pool with a newer patch",
    values: { ...withLinuxPool({ kubernetesVersion: "1.36.3" }), cluster: { kubernetesVersion: "1.36.2" } },
    lines: [
      'nodePools[0].kubernetesVersion: must not be newer than cluster.kubernetesVersion 1.36.2, got "1.36.3"; upgrade the cluster first (https://learn.microsoft.com/azure/aks/upgrade-node-pools)',
    ],
  },
  {
    title: "takes a pool with the same patch",
    values: { ...withLinuxPool({ kubernetesVersion: "1.36.2" }), cluster: { kubernetesVersion: "1.36.2" } },
  },
  {
    title: "refuses a minor that is older than everything that the catalogue knows",
    values: { ...withoutWindows, cluster: { kubernetesVersion: "1.10" } },
    lines: [
      'cluster.kubernetesVersion: is no longer supported by AKS on 2026-11-23, got "1.10"; use a newer minor (https://learn.microsoft.com/azure/aks/supported-kubernetes-versions)',
    ],
  },
  {
    title: "takes any patch where the cluster takes the newest",
    values: { ...withLinuxPool({ kubernetesVersion: "1.36.3" }), cluster: { kubernetesVersion: "1.36" } },
  },
  {
    title: "takes the newest patch in a pool at the cluster's patch",
    values: { ...withLinuxPool({ kubernetesVersion: "1.36" }), cluster: { kubernetesVersion: "1.36.2" } },
  },
  {
    title: "takes a larger patch of an older minor",
    values: { ...withLinuxPool({ kubernetesVersion: "1.35.9" }), cluster: { kubernetesVersion: "1.36.2" } },
  },
]);
