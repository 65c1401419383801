/** What a Windows node needs to know to join a cluster. */
export interface WindowsBootstrap {
  readonly clusterName: string;
  /** Address of the API server, with `https://`. */
  readonly endpoint: string;
  /** Certificate authority as base64. */
  readonly certificateAuthority: string;
  /** Addresses of Services, for example `172.20.0.0/16`. */
  readonly serviceCidr: string;
  /** Flags of the kubelet, each with its value. */
  readonly kubeletArgs: readonly string[];
}

/**
 * User data that calls the bootstrap script of the EKS Windows AMI. With address, authority and service range given, the
 * node has nothing to ask EKS, and nothing to guess.
 *
 * @param bootstrap - the cluster and the kubelet's flags; the configuration keeps quotes out of all of them
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html#bootstrap-script-configuration-parameters
 */
export function windowsUserData(bootstrap: WindowsBootstrap): string {
  const { clusterName, endpoint, certificateAuthority, serviceCidr, kubeletArgs } = bootstrap;
  return [
    "<powershell>",
    "$bootstrap = @{",
    `  EKSClusterName = '${clusterName}'`,
    `  APIServerEndpoint = '${endpoint}'`,
    `  Base64ClusterCA = '${certificateAuthority}'`,
    `  ServiceCIDR = '${serviceCidr}'`,
    `  DNSClusterIP = '${dnsClusterIp(serviceCidr)}'`,
    `  KubeletExtraArgs = '${kubeletArgs.join(" ")}'`,
    "}",
    '& "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1" @bootstrap 3>&1 4>&1 5>&1 6>&1',
    "</powershell>",
    "",
  ].join("\r\n");
}

/** The tenth address of the range: where EKS puts the Service of CoreDNS. */
function dnsClusterIp(serviceCidr: string): string {
  // Ranges of Services are /12 to /24, so the last number of the first address is 0.
  return serviceCidr.replace(/\d+\/\d+$/, "10");
}
