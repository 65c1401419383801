import { subnetIds } from "./eks-world";
import type { ClusterRow } from "./cluster-rows";

const noAccess = "who is shut out of the API server is no node and no pod";
const kept = "the provider keeps what the program no longer says";

/** One row for each property of a cluster that the stand-in has. */
export const rows: readonly ClusterRow[] = [
  { to: { tags: { team: "a" } } },
  { to: { enabledClusterLogTypes: ["api", "audit"] } },
  { to: { upgradePolicy: { supportType: "STANDARD" } } },
  // Left out, it stays as it is, and EKS deletes no such cluster.
  { to: { deletionProtection: true }, back: false },
  { to: { deletionProtection: false }, back: false },
  { to: { zonalShiftConfig: { enabled: true } }, backOver: kept },
  {
    to: { vpcConfig: { subnetIds, publicAccessCidrs: ["203.0.113.0/24"] } },
    over: noAccess,
    backOver: kept,
  },
  {
    to: { vpcConfig: { subnetIds, endpointPrivateAccess: true } },
    over: noAccess,
    backOver: noAccess,
  },
  { to: { vpcConfig: { subnetIds, endpointPublicAccess: false } } },
  { to: { vpcConfig: { subnetIds: ["${subnet-a.id}", "${subnet-c.id}"] } } },
  { to: { accessConfig: { authenticationMode: "CONFIG_MAP" } } },
  { to: { version: "1.34" } },
  { to: { version: "1.37" } },
  { to: { version: "1.36" } },
  { to: { accessConfig: { authenticationMode: "API" } } },
  { to: { name: "other" }, options: { protect: true } },
  { to: { kubernetesNetworkConfig: { serviceIpv4Cidr: "10.200.0.0/16" } }, back: false },
  { to: { roleArn: "${other-role.arn}" }, back: false },
];
