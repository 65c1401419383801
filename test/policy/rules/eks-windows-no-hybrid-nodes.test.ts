import { eksWindowsNoHybridNodes } from "../../../policy/rules/eks-windows-no-hybrid-nodes";
import { eksCluster, eksNodeGroup, eksWindowsGroup, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(eksWindowsNoHybridNodes, {
  valid: [
    { name: "a cluster without it", resource: eksCluster({}), stack: [eksWindowsGroup()] },
    {
      name: "a cluster without Windows groups",
      resource: eksCluster({ remoteNetworkConfig: { remoteNodeNetworks: { cidrs: ["10.1.0.0/16"] } } }),
      stack: [eksNodeGroup()],
    },
  ],
  invalid: [
    {
      name: "a cluster with it and a Windows group",
      resource: eksCluster({ remoteNetworkConfig: { remoteNodeNetworks: { cidrs: ["10.1.0.0/16"] } } }),
      stack: [eksWindowsGroup()],
      messages: [
        'Cluster "prod": remoteNetworkConfig is set, though the cluster has Windows node groups ("win"): Hybrid nodes are Linux only, so Windows pods run in the cloud and have to reach the remote networks from there. Keep Windows workloads on the node groups by their selectors, or use two clusters.',
      ],
    },
  ],
  unproved: [
    {
      name: "a value that is unknown",
      resource: eksCluster({ remoteNetworkConfig: UNKNOWN }),
      stack: [eksWindowsGroup()],
      messages: [
        'Cluster "prod": remoteNetworkConfig is decided only during the deployment, so the rule cannot be proved in preview. An EKS cluster with Windows node groups has no remote networks for hybrid nodes.',
      ],
    },
  ],
});
