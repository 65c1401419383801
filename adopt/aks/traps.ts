import * as v from "valibot";
import type { Found, Trap } from "../found";
import { namedPool, systemPoolOf } from "./configuration";
import { describedCluster, type DescribedCluster, type NamedPool } from "./described";

const clusterRules: readonly ((cluster: DescribedCluster) => Omit<Trap, "subject"> | undefined)[] = [
  ({ networkProfile: { networkPlugin } }) =>
    networkPlugin === undefined || networkPlugin === "azure"
      ? undefined
      : {
          says: `networkProfile.networkPlugin is ${networkPlugin}, with which no Windows nodes work.`,
          wayOut:
            "Before you add Windows pools: az aks update --network-plugin azure --network-plugin-mode overlay; it replaces the nodes of all pools. Then take networkProfile.networkPlugin and networkPluginMode out of adopted.keep",
          url: "https://learn.microsoft.com/azure/aks/upgrade-aks-ipam-and-dataplane",
        },
  ({ networkProfile: { networkDataplane } }) =>
    networkDataplane !== "cilium"
      ? undefined
      : {
          says: "networkProfile.networkDataplane is cilium, which does not run on Windows nodes, and there is no way back from it.",
          wayOut: "Put Windows workloads into another cluster, and adopt this one for Linux only",
          url: "https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium#limitations",
        },
  ({ networkProfile: { networkPolicy } }) =>
    networkPolicy !== "azure"
      ? undefined
      : {
          says: "networkProfile.networkPolicy is azure, whose support on Windows nodes ended on 2026-09-30.",
          wayOut: "az aks update --network-policy calico or none; it replaces the nodes of all pools",
          url: "https://learn.microsoft.com/azure/aks/use-network-policies",
        },
  ({ windowsProfile }) =>
    windowsProfile === undefined
      ? {
          says: "The cluster was made without windowsProfile; Azure documents that such a cluster never takes Windows pools.",
          wayOut:
            "Try it with one small pool beside the stack (az aks nodepool add --os-type Windows); where Azure answers WindowsProfileMissing, Windows needs a new cluster",
          url: "https://learn.microsoft.com/azure/aks/create-node-pools#limitations",
        }
      : {
          says: "Nobody can read the password of the Windows administrator out of Azure: the stack makes one of its own, which the cluster does not have.",
          wayOut:
            "When it suits you: az aks update --windows-admin-password with the stack's output windowsAdminPassword; it reimages every Windows pool",
          url: "https://learn.microsoft.com/azure/aks/create-node-pools",
        },
  ({ disableLocalAccounts, aadProfile }) =>
    disableLocalAccounts && aadProfile !== undefined
      ? undefined
      : {
          says: "Local accounts are on: whoever may read the cluster's credentials is its administrator.",
          wayOut:
            "Set identity.entra with the administrators' group and deploy, then identity.localAccounts to false; existing kubeconfigs end with that",
          url: "https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad",
        },
  ({ oidcIssuerProfile }) =>
    oidcIssuerProfile.enabled
      ? undefined
      : {
          says: "The OIDC issuer is off, which Mullion turns on for every cluster of its own; it stays off.",
          wayOut:
            "Turn it on with az aks update --enable-oidc-issuer, which disturbs no node and cannot be taken back; then take oidcIssuerProfile.enabled out of adopted.keep",
          url: "https://learn.microsoft.com/azure/aks/use-oidc-issuer",
        },
  ({ servicePrincipalProfile: { clientId } }) =>
    clientId === undefined || clientId === "msi"
      ? undefined
      : {
          says: "The cluster signs in to Azure as a service principal, whose secret ends; the stack leaves it as it is.",
          wayOut: "Move it to a managed identity with az aks update --enable-managed-identity, then adopt it",
          url: "https://learn.microsoft.com/azure/aks/use-managed-identity",
        },
];

/**
 * What whoever adopts this cluster should know.
 *
 * @param found - the cluster
 */
export function aksTraps(found: Found): readonly Trap[] {
  const cluster = v.parse(describedCluster, found.cluster.properties);
  const pools = found.pools.map(namedPool);
  const system = systemPoolOf(pools);
  return [
    ...clusterRules.flatMap((rule) => {
      const trap = rule(cluster);
      return trap === undefined ? [] : [{ subject: "cluster", ...trap }];
    }),
    ...pools
      .filter(({ physicalName }) => physicalName !== system?.physicalName)
      .flatMap((pool) => poolTraps(pool)),
  ];
}

function poolTraps(pool: NamedPool): readonly Trap[] {
  const subject = pool.physicalName;
  const traps: Trap[] = [];
  if (!/^[a-z][a-z0-9]*[ab]$/.test(subject))
    traps.push({
      subject,
      says: "The name has no slot letter at its end, and cannot change: a change that needs a new pool deletes this one first.",
      wayOut:
        "For such a change add the pool once more with slot b and without adopted, move the workloads, then remove this entry",
      url: "docs/decisions/0012-pool-slots.md",
    });
  if (pool.mode === "System")
    traps.push({
      subject,
      says: "It is a second system pool; the stack keeps its mode, and would make it a user pool otherwise.",
      wayOut: "Leave mode in adopted.keep, or take it out to have one system pool",
      url: "https://learn.microsoft.com/azure/aks/use-system-pools",
    });
  if (pool.osType === "Windows" && !pool.nodeTaints.includes("os=windows:NoSchedule"))
    traps.push({
      subject,
      says: "Its nodes have no taint os=windows:NoSchedule: Linux pods without a selector may land on them.",
      wayOut:
        "Give every Windows workload the toleration, then take nodeTaints out of adopted.keep; that changes the pool in place",
      url: "https://kubernetes.io/docs/concepts/windows/user-guide/#ensuring-os-specific-workloads-land-on-the-appropriate-container-host",
    });
  if (pool.nodeLabels["mullion/pool"] === undefined)
    traps.push({
      subject,
      says: "Its nodes have no label mullion/pool, by which mullion migrate and mullion status know pools.",
      wayOut: "Take nodeLabels out of adopted.keep; that changes the pool in place and disturbs no pod",
      url: "docs/guides/day-two.md#adopt",
    });
  return traps;
}
