import { eksWindowsNoIpv6 } from "../../../policy/rules/eks-windows-no-ipv6";
import { eksCluster, eksNodeGroup, eksWindowsGroup, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(eksWindowsNoIpv6, {
  valid: [
    {
      name: "a cluster without it",
      resource: eksCluster({ kubernetesNetworkConfig: { ipFamily: "ipv4" } }),
      stack: [eksWindowsGroup()],
    },
    {
      name: "a cluster without Windows groups",
      resource: eksCluster({ kubernetesNetworkConfig: { ipFamily: "ipv6" } }),
      stack: [eksNodeGroup()],
    },
  ],
  invalid: [
    {
      name: "a cluster with it and a Windows group",
      resource: eksCluster({ kubernetesNetworkConfig: { ipFamily: "ipv6" } }),
      stack: [eksWindowsGroup()],
      messages: [
        'Cluster "prod": kubernetesNetworkConfig.ipFamily is "ipv6", though the cluster has Windows node groups ("win"): Windows pods on EKS have IPv4 addresses only, and the family of a cluster cannot be changed. Create the cluster with "ipv4".',
      ],
    },
  ],
  unproved: [
    {
      name: "a value that is unknown",
      resource: eksCluster({ kubernetesNetworkConfig: UNKNOWN }),
      stack: [eksWindowsGroup()],
      messages: [
        'Cluster "prod": kubernetesNetworkConfig is decided only during the deployment, so the rule cannot be proved in preview. An EKS cluster with Windows node groups does not have the IP family ipv6.',
      ],
    },
  ],
});
