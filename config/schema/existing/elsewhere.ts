import type { Elsewhere } from "../elsewhere";

const notOurs = (what: string): Elsewhere => ({
  reason: `is no choice here: ${what}`,
  fix: "remove it",
});

/** Settings of the clouds that readers try on an existing cluster; by the last part of the path. */
export const existingElsewhere: Readonly<Record<string, Elsewhere>> = {
  location: notOurs("the cluster is where it is"),
  region: notOurs("the cluster is where it is"),
  tags: notOurs("Mullion makes no resources in a cloud"),
  systemPool: { reason: "exists on AKS and EKS only", fix: "name Linux nodes under nodePools" },
  vmSize: notOurs("the machines exist already"),
  instanceTypes: notOurs("the machines exist already"),
  osSku: notOurs("the machines exist already"),
  osDiskGiB: notOurs("the machines exist already"),
  osDiskType: notOurs("the machines exist already"),
  encryptionAtHost: notOurs("the machines exist already"),
  fips: notOurs("the machines exist already"),
  zones: notOurs("the machines exist already"),
  spot: notOurs("the machines exist already"),
  maxPods: notOurs("the kubelets run already"),
  count: {
    reason: "is no choice here: whoever owns the machines decides",
    fix: "set minNodes, how many must be there",
  },
  autoscale: { reason: "is no choice here: whoever owns the machines decides", fix: "set minNodes" },
  slot: notOurs("Mullion does not replace machines that it does not own"),
  upgrade: notOurs("Mullion does not upgrade machines that it does not own"),
  maintenance: notOurs("Mullion does not upgrade machines that it does not own"),
  releaseVersion: notOurs("Mullion does not upgrade machines that it does not own"),
  edition: notOurs("the machines exist already"),
  tier: notOurs("the control plane is not Mullion's"),
  private: notOurs("the control plane is not Mullion's"),
  authorizedIpRanges: notOurs("the control plane is not Mullion's"),
  longTermSupport: notOurs("the control plane is not Mullion's"),
  extendedSupport: notOurs("the control plane is not Mullion's"),
  upgradeChannel: notOurs("the control plane is not Mullion's"),
  nodeOsUpgradeChannel: notOurs("Mullion does not upgrade machines that it does not own"),
  logTypes: notOurs("the control plane is not Mullion's"),
  encryption: notOurs("secrets are encrypted, or not, by the API server's own settings"),
  identity: notOurs("who may sign in is decided by the API server's own settings"),
  windows: {
    reason: "exists on AKS only",
    fix: "set windowsBootstrap for how Windows machines join, or remove it",
  },
  addonVersions: { reason: "exists on EKS only", fix: "remove it" },
  policy: {
    reason: "exists on AKS only: here the network plugin decides whether network policies work",
    fix: "set network.cni",
  },
  vnet: notOurs("the network exists already"),
  vpcCidr: notOurs("the network exists already"),
  outboundType: notOurs("the network exists already"),
  natGateways: notOurs("the network exists already"),
  podCidr: { reason: "belongs into network.installCalico", fix: "move it there, or remove it" },
};
