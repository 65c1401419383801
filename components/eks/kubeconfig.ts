/** Where a cluster is and how to sign in. */
export interface ClusterAddress {
  readonly clusterName: string;
  readonly region: string;
  /** Address of the API server, with `https://`. */
  readonly endpoint: string;
  /** Certificate authority as base64. */
  readonly certificateAuthority: string;
}

/**
 * A kubeconfig that asks `aws eks get-token` for a token. It holds no credentials, so it stays the same whoever uses it,
 * and no edit of the cluster or its pools changes it.
 *
 * @param address - the cluster
 * @returns JSON, which every reader of kubeconfigs takes
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html
 */
export function kubeconfigOf({
  clusterName,
  region,
  endpoint,
  certificateAuthority,
}: ClusterAddress): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: clusterName,
        cluster: { server: endpoint, "certificate-authority-data": certificateAuthority },
      },
    ],
    users: [
      {
        name: clusterName,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: ["eks", "get-token", "--cluster-name", clusterName, "--region", region],
            interactiveMode: "Never",
          },
        },
      },
    ],
    contexts: [{ name: clusterName, context: { cluster: clusterName, user: clusterName } }],
    "current-context": clusterName,
  });
}
