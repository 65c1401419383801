import { aksGoal, kubelets, networkProfile, systemPool, windowsProfile } from "./aks-world";
import type { Inputs } from "./aks-world";
import type { ClusterRow } from "./cluster-rows";
import type { Wanted } from "./stage";

/** A second inline pool. */
export const extraPool: Inputs = { ...systemPool, name: "extra", mode: "User" };

const inline = (system: Inputs, ...others: readonly Inputs[]) => ({
  agentPoolProfiles: [{ ...systemPool, ...system }, ...(others.length > 0 ? others : [extraPool])],
});
const network = (changes: Inputs) => ({ networkProfile: { ...networkProfile, ...changes } });
const windows = (changes: Inputs) => ({ windowsProfile: { ...windowsProfile, ...changes } });

/** Why the report warns of more than the local cloud shows. */
const noAutoscaler = "no cluster autoscaler runs in the local cloud";
const noAddOns = "the local cloud plays no pods of add-ons";
const noAccess = "who is shut out, or reaches the outside by another address, is no node and no pod";
const untouched = "the pool stays, and the report reminds of it";
const later = "nodes follow when their image is upgraded, which this edit does not do";
const untold = "no source says what it does";
const disagree = "sources disagree: the local cloud refuses what the node disruption policy describes";
const versionFirst = "the local cloud looks at the version first, the report at what the pools make of it";
const kept = "the local cloud keeps what a program no longer says; what Azure does is not documented";
const neverGone = "the pool that comes back into the program was in the cloud all the time";
const noWayBackPlayed = "the local cloud takes it back, which Azure refuses";

/** What Azure takes, or refuses, in place; the cluster stays the same from the first row to the last. */
export const inPlaceRows: readonly ClusterRow[] = [
  { to: { tags: { team: "a" } } },
  { to: { sku: { name: "Base", tier: "Standard" } }, backOver: kept },
  { to: { supportPlan: "AKSLongTermSupport" } },
  { to: { upgradeSettings: { overrideSettings: { forceUpgrade: true } } }, back: false },
  { to: { autoScalerProfile: { scanInterval: "20s" } }, back: false, over: noAutoscaler },
  { to: { autoUpgradeProfile: { upgradeChannel: "patch" } }, backOver: kept },
  { to: { autoUpgradeProfile: { nodeOSUpgradeChannel: "Unmanaged" } }, backOver: kept },
  { to: { disableLocalAccounts: true } },
  { to: { aadProfile: { managed: true } }, over: noWayBackPlayed, backOver: kept },
  {
    to: { apiServerAccessProfile: { authorizedIPRanges: ["203.0.113.0/24"] } },
    over: noAccess,
    backOver: noAccess,
  },
  { to: { apiServerAccessProfile: { enablePrivateCluster: true } } },
  { to: { oidcIssuerProfile: { enabled: false } } },
  { to: { enableRBAC: false } },
  { to: { extendedLocation: { name: "edge", type: "EdgeZone" } } },
  { to: { httpProxyConfig: { httpProxy: "http://proxy:3128" } }, backOver: kept },
  { to: { securityProfile: { customCATrustCertificates: ["YQ=="] } }, backOver: kept },
  { to: { securityProfile: { workloadIdentity: { enabled: true } } }, back: false },
  {
    to: { identity: { type: "UserAssigned", userAssignedIdentities: [kubelets] } },
    over: noAccess,
    backOver: noAccess,
  },
  { to: { identityProfile: { kubeletidentity: { resourceId: kubelets } } }, backOver: kept },
  { to: { addonProfiles: { azurepolicy: { enabled: true } } }, back: false, over: noAddOns },
  { to: { azureMonitorProfile: { metrics: { enabled: true } } }, back: false, over: noAddOns },
  { to: { ingressProfile: { webAppRouting: { enabled: true } } }, back: false, over: noAddOns },
  { to: { storageProfile: { blobCSIDriver: { enabled: true } } }, back: false, over: noAddOns },
  { to: { workloadAutoScalerProfile: { keda: { enabled: true } } }, back: false, over: noAddOns },
  { to: { serviceMeshProfile: { mode: "Istio" } }, back: false, over: noAddOns },
  { to: { nodeProvisioningProfile: { mode: "Auto" } }, back: false, over: noAddOns },
  { to: { bootstrapProfile: { artifactSource: "Cache" } }, back: false, over: later },
  { to: { kind: "Base" }, back: false, over: untold },
  {
    to: network({ loadBalancerProfile: { managedOutboundIPs: { count: 2 } } }),
    over: noAccess,
    backOver: noAccess,
  },
  { to: network({ loadBalancerSku: "basic" }) },
  { to: network({ ipFamilies: ["IPv4", "IPv6"] }), over: disagree },
  { to: windows({ licenseType: "Windows_Server" }), backOver: kept },
  { to: windows({ gmsaProfile: { enabled: true } }), backOver: kept },
  { to: inline({ count: 2 }) },
  { to: inline({ nodeLabels: { team: "a" } }) },
  { to: inline({ maxPods: 50 }) },
  { to: inline({ vmSize: "Standard_D8s_v5" }) },
  { to: inline({ mode: "User" }) },
  { to: inline({}, extraPool, { ...systemPool, name: "third", mode: "User" }) },
  { to: { agentPoolProfiles: [systemPool] }, over: untouched, backOver: neverGone },
  { to: { kubernetesVersion: "1.37" } },
  { to: { kubernetesVersion: "1.36" } },
  { to: { kubernetesVersion: "1.35" } },
  { to: inline({ orchestratorVersion: "1.36" }), backOver: kept },
];

/** What azure-native answers with another cluster. */
export const replacingRows: readonly ClusterRow[] = [
  { to: { dnsPrefix: "other" }, options: { protect: true } },
  { to: windows({ adminPassword: "Another-Horse-43" }) },
  { to: network({ serviceCidr: "10.9.0.0/16", dnsServiceIP: "10.9.0.10" }), back: false },
  { to: network({ networkPolicy: "calico" }), back: false },
  { to: { dnsPrefix: "third", kubernetesVersion: "1.20" }, back: false, otherCode: versionFirst },
];

/** The cluster before the first row. */
export function clusterBefore(): Wanted {
  const { cluster } = aksGoal({ kubernetesVersion: "1.35", ...inline({}) });
  if (cluster === undefined) throw new Error("the program has a cluster");
  return cluster;
}
