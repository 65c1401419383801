/** `networkPlugin` values of AKS. */
export type AksNetworkPlugin = "azure" | "kubenet" | "none";

/** Ranges that no service, pod or virtual network of AKS may use. */
export const aksReservedRanges = [
  "169.254.0.0/16",
  "172.30.0.0/16",
  "172.31.0.0/16",
  "192.0.2.0/24",
] as const;
