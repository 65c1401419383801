import type { Elsewhere } from "../elsewhere";

/** Settings of other targets, and of the clouds themselves, that readers try on AKS; by the last part of the path. */
export const aksElsewhere: Readonly<Record<string, Elsewhere>> = {
  region: { reason: "is what EKS calls it", fix: "set location" },
  instanceType: { reason: "is what EKS calls it", fix: "set vmSize" },
  instanceTypes: { reason: "is what EKS calls it; an AKS pool has one size", fix: "set vmSize" },
  amiType: { reason: "is what EKS calls it", fix: "set release, or osSku on Linux" },
  diskSize: { reason: "is what EKS calls it", fix: "set osDiskGiB" },
  diskSizeGiB: { reason: "is what EKS calls it", fix: "set osDiskGiB" },
  capacityType: { reason: "is what EKS calls it", fix: "set spot" },
  scalingConfig: { reason: "is what EKS calls it", fix: "set count or autoscale" },
  kubeconfig: {
    reason: "exists for the target existing only: Mullion asks Azure for the credentials",
    fix: "remove it",
  },
  osType: { reason: "is what Azure calls it", fix: "set os" },
  osSKU: { reason: "is what Azure calls it", fix: "set release on Windows and osSku on Linux" },
  osDiskSizeGB: { reason: "is what Azure calls it", fix: "set osDiskGiB" },
  nodeLabels: { reason: "is what Azure calls it", fix: "set labels" },
  nodeTaints: { reason: "is what Azure calls it", fix: "set taints, as key, value and effect" },
  availabilityZones: { reason: "is what Azure calls it", fix: "set zones" },
  enableAutoScaling: { reason: "is what Azure calls it", fix: "set autoscale to { min, max }" },
  minCount: { reason: "is what Azure calls it", fix: "set autoscale.min" },
  maxCount: { reason: "is what Azure calls it", fix: "set autoscale.max" },
  enableFIPS: { reason: "is what Azure calls it", fix: "set fips" },
  maxSurge: { reason: "belongs into upgrade", fix: "set upgrade.maxSurge" },
  networkPlugin: { reason: "is always azure: Windows nodes work with no other", fix: "remove it" },
};
