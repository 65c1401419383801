import type { IsoDate, SourceId, Sourced } from "../source";
import type { Verdict } from "../verdict";

/** `networkPlugin` values of AKS. */
export type AksNetworkPlugin = "azure" | "kubenet" | "none";

/** `networkPolicy` values of AKS. */
export type AksNetworkPolicy = "none" | "calico" | "azure" | "cilium";

/**
 * Ranges that no service, pod or virtual network of AKS may use.
 *
 * @see https://learn.microsoft.com/azure/aks/concepts-network-cni-overview
 */
export const aksReservedRanges = [
  "169.254.0.0/16",
  "172.30.0.0/16",
  "172.31.0.0/16",
  "192.0.2.0/24",
] as const;

/**
 * Values that AKS fills in, and sizes it counts with.
 *
 * @see https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning
 */
export const aksNetworkFacts = {
  podCidr: "10.244.0.0/16",
  serviceCidr: "10.0.0.0/16",
  dnsServiceIP: "10.0.0.10",
  /** The service range must be smaller than this prefix length allows: /13 at least. */
  serviceCidrLargerThanPrefix: 12,
  /** In overlay mode every node takes a block of this prefix length from the pod range. */
  overlayNodePrefix: 24,
  /** Azure keeps this many addresses of every subnet. */
  azureAddressesPerSubnet: 5,
  source: ["aks-cni-overview", "aks-legacy-cni", "aks-ip-planning", "aks-cni-overlay"],
} as const satisfies Sourced & Readonly<Record<string, unknown>>;

/**
 * The subnet that an API server moves into. It takes no nodes, and the way into it is one-way.
 *
 * @see https://learn.microsoft.com/azure/aks/api-server-vnet-integration
 */
export const aksApiServerSubnet = {
  /** The smallest subnet is one of this prefix length. */
  smallestPrefixLength: 28,
  /** What the subnet must be delegated to. */
  delegation: "Microsoft.ContainerService/managedClusters",
  source: ["aks-api-server-vnet-integration"],
} as const satisfies Sourced & Readonly<Record<string, unknown>>;

/** One engine for Kubernetes NetworkPolicy on AKS, as far as Windows pods are concerned. */
export interface AksNetworkPolicyRow extends Sourced {
  readonly networkPolicy: AksNetworkPolicy;
  /** Windows `osSKU` values that the documentation lists. */
  readonly windowsSkus: readonly string[];
  /** Last day on which AKS supports the engine on Windows pods. */
  readonly windowsUntil?: IsoDate;
}

/**
 * Network policy engines of AKS on Windows pods.
 *
 * @see https://learn.microsoft.com/azure/aks/use-network-policies
 */
export const aksNetworkPolicies = {
  none: {
    networkPolicy: "none",
    windowsSkus: ["Windows2019", "Windows2022", "Windows2025"],
    source: ["aks-network-policies"],
  },
  calico: {
    networkPolicy: "calico",
    windowsSkus: ["Windows2019", "Windows2022"],
    source: ["aks-network-policies", "calico-windows"],
    conflicts: [
      {
        source: "hcsshim-compat",
        says: "A Windows Server 2025 host runs the ltsc2022 images that Calico publishes.",
        resolution: "It may work, but neither Microsoft nor Calico lists Windows Server 2025: warn.",
      },
    ],
  },
  azure: {
    networkPolicy: "azure",
    windowsSkus: ["Windows2022"],
    windowsUntil: "2026-09-30",
    source: ["aks-npm-windows-retirement", "aks-network-policies"],
  },
  cilium: { networkPolicy: "cilium", windowsSkus: [], source: ["aks-cilium", "aks-network-policies"] },
} as const satisfies Record<AksNetworkPolicy, AksNetworkPolicyRow>;

/**
 * Whether a cluster with this plugin and data plane can have Windows pools.
 *
 * @param network - `networkPlugin` and `networkDataplane` of the cluster; a value left out counts as `azure`
 * @see https://learn.microsoft.com/azure/aks/windows-best-practices
 */
export function aksWindowsNetworkSupport(network: {
  readonly networkPlugin?: string;
  readonly networkDataplane?: string;
}): Verdict {
  const { networkPlugin = "azure", networkDataplane = "azure" } = network;
  if (networkPlugin !== "azure") {
    return deny(
      `Windows pools need networkPlugin "azure", not "${networkPlugin}" (AzureCNIOnlyForWindows).`,
      "aks-windows-best-practices",
      "aks-windows-vs-linux",
    );
  }
  if (networkDataplane !== "azure") {
    return deny(
      `A cluster with networkDataplane "${networkDataplane}" takes no Windows pools.`,
      "aks-cilium",
    );
  }
  return {
    verdict: "ok",
    reason: "Azure CNI with the azure data plane supports Windows pools.",
    source: ["aks-windows-best-practices"],
  };
}

/**
 * Whether a network policy engine works on Windows pods.
 *
 * @param networkPolicy - `networkPolicy` of the cluster
 * @param osSku - `osSKU` of the Windows pool
 * @param asOf - the day asked about
 */
export function aksWindowsNetworkPolicySupport(networkPolicy: string, osSku: string, asOf: IsoDate): Verdict {
  if (!Object.hasOwn(aksNetworkPolicies, networkPolicy)) {
    const known = Object.keys(aksNetworkPolicies).join(", ");
    return deny(`"${networkPolicy}" is not a networkPolicy of AKS (${known}).`, "aks-rest-2025-09-01");
  }
  const row: AksNetworkPolicyRow = aksNetworkPolicies[networkPolicy as AksNetworkPolicy];
  const { source } = row;
  if (row.windowsUntil !== undefined && row.windowsUntil < asOf) {
    const reason = `AKS ended networkPolicy "${networkPolicy}" for Windows on ${row.windowsUntil}; use calico or none.`;
    return { verdict: "deny", reason, source };
  }
  if (row.windowsSkus.includes(osSku)) {
    if (row.windowsUntil === undefined) {
      return { verdict: "ok", reason: `networkPolicy "${networkPolicy}" works with ${osSku} pools.`, source };
    }
    const reason = `AKS ends networkPolicy "${networkPolicy}" for Windows on ${row.windowsUntil}.`;
    return { verdict: "warn", reason, source };
  }
  if (networkPolicy === "calico") {
    const reason = `${osSku} is not on the list of Windows releases for networkPolicy "calico" (${row.windowsSkus.join(", ")}).`;
    return { verdict: "warn", reason, source };
  }
  return {
    verdict: "deny",
    reason: `networkPolicy "${networkPolicy}" does not work on ${osSku} pools.`,
    source,
  };
}

function deny(reason: string, ...source: readonly SourceId[]): Verdict {
  return { verdict: "deny", reason, source };
}
