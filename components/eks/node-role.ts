/** Rights of nodes: join, pull images, and be reached by Session Manager, since there is no password and no key. */
export const nodePolicies = [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonSSMManagedInstanceCore",
] as const;
