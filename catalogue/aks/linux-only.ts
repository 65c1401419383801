import type { Sourced } from "../source";

/** A feature of AKS that Windows pools do not have. */
export interface AksLinuxOnlyRow extends Sourced {
  /** Name of the feature as the documentation has it. */
  readonly feature: string;
  /** Property of an agent pool that switches it on; absent where it is a matter of the whole cluster or of tools. */
  readonly poolProperty?: string;
  /** Property of a cluster that switches it on. */
  readonly clusterProperty?: string;
  /** Values of the property that are meant; absent = any but off. */
  readonly values?: readonly string[];
  /** `refused`: the cluster or pool cannot be made; `no-effect`: Windows pools are passed over. */
  readonly effect: "refused" | "no-effect";
  /** One sentence. */
  readonly note: string;
}

/**
 * Features of AKS without Windows.
 *
 * @see https://learn.microsoft.com/azure/aks/windows-vs-linux-containers
 */
export const aksLinuxOnlyFeatures = [
  {
    feature: "Trusted Launch",
    poolProperty: "securityProfile.enableSecureBoot",
    effect: "refused",
    note: "Node pools with Windows cannot have secure boot.",
    source: ["aks-trusted-launch"],
  },
  {
    feature: "Trusted Launch",
    poolProperty: "securityProfile.enableVTPM",
    effect: "refused",
    note: "Node pools with Windows cannot have a virtual TPM.",
    source: ["aks-trusted-launch"],
  },
  {
    feature: "custom OS configuration",
    poolProperty: "linuxOSConfig",
    effect: "refused",
    note: "Windows pools take kubeletConfig, but no OS configuration.",
    source: ["aks-windows-vs-linux"],
  },
  {
    feature: "message of the day",
    poolProperty: "messageOfTheDay",
    effect: "refused",
    note: "The message of the day is for Linux nodes.",
    source: ["azure-native-sdk"],
  },
  {
    feature: "multi-instance GPU",
    poolProperty: "gpuInstanceProfile",
    effect: "refused",
    note: "Windows pools cannot split a GPU.",
    source: ["aks-windows-vs-linux"],
  },
  {
    feature: "SecurityPatch channel",
    clusterProperty: "autoUpgradeProfile.nodeOSUpgradeChannel",
    values: ["SecurityPatch"],
    effect: "no-effect",
    note: "Windows nodes get patches with a new node image only; the NodeImage channel brings it.",
    source: ["aks-node-os-upgrade"],
  },
  {
    feature: "Unmanaged channel",
    clusterProperty: "autoUpgradeProfile.nodeOSUpgradeChannel",
    values: ["Unmanaged"],
    effect: "no-effect",
    note: "On Windows nodes it is the same as None.",
    source: ["aks-node-os-upgrade", "aks-rest-2026-05-01"],
  },
  {
    feature: "node auto-provisioning",
    clusterProperty: "nodeProvisioningProfile.mode",
    values: ["Auto"],
    effect: "refused",
    note: "Clusters with node auto-provisioning take no Windows pools.",
    source: ["aks-nap"],
  },
  {
    feature: "AKS Automatic",
    clusterProperty: "sku.name",
    values: ["Automatic"],
    effect: "refused",
    note: "Automatic clusters take no Windows pools.",
    source: ["aks-nap"],
  },
  {
    feature: "network isolated cluster",
    clusterProperty: "networkProfile.outboundType",
    values: ["none", "block"],
    effect: "refused",
    note: "Network isolated clusters take no Windows pools.",
    source: ["aks-network-isolated"],
  },
  {
    feature: "image cleaner",
    clusterProperty: "securityProfile.imageCleaner.enabled",
    values: ["true"],
    effect: "no-effect",
    note: "Images on Windows nodes are not cleaned.",
    source: ["aks-image-cleaner"],
  },
  {
    feature: "Istio add-on",
    clusterProperty: "serviceMeshProfile.mode",
    values: ["Istio"],
    effect: "no-effect",
    note: "Windows pods cannot be part of the mesh.",
    source: ["aks-istio"],
  },
  {
    feature: "artifact streaming",
    effect: "refused",
    note: "Windows images and Windows pools are not supported.",
    source: ["aks-artifact-streaming"],
  },
  {
    feature: "kubectl debug node",
    effect: "refused",
    note: "Use a HostProcess pod on Windows nodes.",
    source: ["aks-node-access"],
  },
  {
    feature: "client source IP preservation",
    effect: "no-effect",
    note: "externalTrafficPolicy: Local does not keep the client address on Windows nodes.",
    source: ["aks-windows-faq"],
  },
] as const satisfies readonly AksLinuxOnlyRow[];
