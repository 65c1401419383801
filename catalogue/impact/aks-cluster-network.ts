import { fixed, light, overReplaced, refused, rolling } from "./aks-cluster-drafts";
import type { Draft } from "./draft";

/** Rows of `networkProfile`. */
export const networkDrafts: readonly Draft[] = [
  fixed("networkProfile.serviceCidr", "Azure refuses another service range."),
  fixed("networkProfile.serviceCidrs", "Azure refuses another service range."),
  fixed("networkProfile.dnsServiceIP", "Azure refuses another DNS address."),
  fixed("networkProfile.podCidr", "Azure refuses another pod range once one is set."),
  // The provider's list has podCidr only, so that it plans an update here.
  refused("networkProfile.podCidrs", "Azure refuses another pod range once one is set.", [
    "azure-native-replacement",
    "azurerm-node-pool",
  ]),
  fixed("networkProfile.networkMode", "Azure refuses another network mode."),
  fixed(
    "networkProfile.networkPlugin",
    "Azure changes the plugin only from kubenet to azure with overlay, all nodes reimaged.",
  ),
  overReplaced(
    "networkProfile.networkPluginMode",
    "irreversible",
    "Azure moves the cluster to overlay in place: all nodes are reimaged, and there is no way back.",
    "all-pools",
    "Do it with az aks update --network-plugin-mode overlay, then pulumi refresh; add ignoreChanges until then.",
    ["aks-cni-migration", "aks-node-disruption-policy"],
  ),
  overReplaced(
    "networkProfile.networkDataplane",
    "irreversible",
    "Azure moves the data plane from azure to cilium in place and refuses the way back; cilium excludes Windows pools.",
    "all-pools",
    "Do it with az aks update --network-dataplane, then pulumi refresh; never with Windows pools.",
    ["azurerm-node-pool", "aks-cilium"],
  ),
  overReplaced(
    "networkProfile.networkPolicy",
    "rolling",
    "Azure switches a policy engine on or off in place and reimages all nodes; azure to calico is not allowed everywhere.",
    "all-pools",
    "Do it with az aks update --network-policy, then pulumi refresh; add ignoreChanges until then.",
    ["aks-node-disruption-policy", "azurerm-node-pool"],
  ),
  overReplaced(
    "networkProfile.outboundType",
    "manual-follow-up",
    "Azure changes it in place; nodes follow only after their image is upgraded.",
    "none",
    "Do it with az aks update --outbound-type, then az aks nodepool upgrade --node-image-only and pulumi refresh.",
    ["aks-node-disruption-policy"],
  ),
  {
    ...refused("networkProfile.loadBalancerSku", "Azure refuses another load balancer SKU.", [
      "capz-machinepool",
      "aks-quotas",
    ]),
    code: "InvalidParameter",
  },
  light(
    "networkProfile.loadBalancerProfile",
    "scheduling",
    "Azure changes outbound addresses and ports of the load balancer; open connections may break.",
  ),
  light(
    "networkProfile.natGatewayProfile",
    "scheduling",
    "Azure changes the managed NAT gateway; open connections may break.",
  ),
  rolling(
    "networkProfile.ipFamilies",
    "irreversible",
    "Azure moves the cluster to dual stack and reimages all nodes; there is no way back.",
    "all-pools",
    ["aks-node-disruption-policy"],
  ),
  light(
    "networkProfile.advancedNetworking",
    "metadata",
    "Azure changes the observability and security agents in place.",
  ),
  light(
    "networkProfile.staticEgressGatewayProfile",
    "metadata",
    "Azure changes the egress gateway add-on in place.",
  ),
];
