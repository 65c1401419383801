import type { Elsewhere } from "../elsewhere";

/** Settings of other targets, and of AWS itself, that readers try on EKS; by the last part of the path. */
export const eksElsewhere: Readonly<Record<string, Elsewhere>> = {
  location: { reason: "is what AKS calls it", fix: "set region" },
  vmSize: { reason: "is what AKS calls it", fix: "set instanceTypes, a list" },
  osSku: { reason: "exists on AKS only: Linux nodes on EKS run Amazon Linux 2023", fix: "remove it" },
  osDiskType: {
    reason: "exists on AKS only: disks of nodes on EKS are always gp3 and encrypted",
    fix: "remove it",
  },
  encryptionAtHost: {
    reason: "exists on AKS only: disks of nodes on EKS are always encrypted",
    fix: "remove it",
  },
  fips: { reason: "exists on AKS only: EKS has no Windows AMI with FIPS", fix: "remove it" },
  outboundNat: { reason: "exists on AKS only: pods on EKS have addresses of the VPC", fix: "remove it" },
  maxPods: {
    reason:
      "is no choice of managed groups: the addresses of the instance type's first interface decide on Windows",
    fix: "choose a larger instance type, or on a Windows pool set managed to false and kubelet.maxPods",
  },
  maxSurge: { reason: "exists on AKS only: EKS adds nodes by itself", fix: "set upgrade.maxUnavailable" },
  drainTimeoutInMinutes: { reason: "is always 15 minutes on EKS", fix: "remove it" },
  nodeSoakDurationInMinutes: { reason: "exists on AKS only", fix: "remove it" },
  tier: { reason: "exists on AKS only: every EKS cluster has an uptime agreement", fix: "remove it" },
  longTermSupport: { reason: "is what AKS calls it", fix: "set cluster.extendedSupport" },
  upgradeChannel: { reason: "exists on AKS only", fix: "remove it" },
  nodeOsUpgradeChannel: {
    reason: "exists on AKS only",
    fix: "set releaseVersion of a pool to move to a newer AMI",
  },
  diskEncryptionSetId: { reason: "exists on AKS only", fix: "remove it" },
  entra: { reason: "exists on AKS only: people sign in to EKS with IAM", fix: "set identity.admins" },
  localAccounts: { reason: "exists on AKS only: EKS has none", fix: "remove it" },
  workloadIdentity: {
    reason: "is always on: the cluster's OIDC provider is part of the stack",
    fix: "remove it",
  },
  windows: {
    reason:
      "exists on AKS only: administrators reach Windows nodes by Session Manager, and the licence is in the price",
    fix: "remove it",
  },
  maintenance: { reason: "exists on AKS only: EKS changes nodes when you say so", fix: "remove it" },
  vnet: { reason: "is what AKS calls it", fix: "set network.vpcCidr" },
  existingSubnetId: { reason: "is what AKS calls it", fix: "set network.existingSubnetIds" },
  podCidr: {
    reason: "exists on AKS only: pods on EKS have addresses of the nodes' subnets",
    fix: "remove it",
  },
  dnsServiceIp: {
    reason: "is no choice on EKS: it is the tenth address of network.serviceCidr",
    fix: "remove it",
  },
  mode: { reason: "exists on AKS only: pods on EKS have addresses of the nodes' subnets", fix: "remove it" },
  outboundType: { reason: "exists on AKS only", fix: "set network.natGateways" },
  policy: {
    reason: "exists on AKS only: network policies of the VPC CNI pass over Windows pods",
    fix: "remove it",
  },
  metrics: { reason: "exists on AKS only", fix: "set monitoring.containerInsights" },
  logs: { reason: "exists on AKS only", fix: "set monitoring.containerInsights" },
  logRetentionDays: { reason: "exists on AKS only: the log groups belong to the add-on", fix: "remove it" },
  keyId: { reason: "is what AKS calls it", fix: "set encryption.keyArn" },
  vaultId: { reason: "exists on AKS only", fix: "remove it" },
  kubeconfig: {
    reason: "exists for the target existing only: Mullion makes it from the cluster",
    fix: "remove it",
  },
  amiType: { reason: "is what AWS calls it", fix: "set os, and on Windows release and edition" },
  diskSize: { reason: "is what AWS calls it", fix: "set osDiskGiB" },
  capacityType: { reason: "is what AWS calls it", fix: "set spot" },
  scalingConfig: { reason: "is what AWS calls it", fix: "set count or autoscale" },
  updateConfig: { reason: "is what AWS calls it", fix: "set upgrade" },
  nodeGroupName: { reason: "is what AWS calls it, and must not be fixed", fix: "set name" },
  ipFamily: { reason: "is always ipv4: Windows pods have no other addresses", fix: "remove it" },
};
