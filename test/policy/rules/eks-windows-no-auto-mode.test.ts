import { eksWindowsNoAutoMode } from "../../../policy/rules/eks-windows-no-auto-mode";
import { eksCluster, eksNodeGroup, eksWindowsGroup, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(eksWindowsNoAutoMode, {
  valid: [
    {
      name: "a cluster without it",
      resource: eksCluster({ computeConfig: { enabled: false } }),
      stack: [eksWindowsGroup()],
    },
    {
      name: "a cluster without Windows groups",
      resource: eksCluster({ computeConfig: { enabled: true } }),
      stack: [eksNodeGroup()],
    },
  ],
  invalid: [
    {
      name: "a cluster with it and a Windows group",
      resource: eksCluster({ computeConfig: { enabled: true } }),
      stack: [eksWindowsGroup()],
      messages: [
        'Cluster "prod": computeConfig.enabled is true, though the cluster has Windows node groups ("win"): Auto Mode makes Linux nodes only and never scales for pending Windows pods. Switch it off and scale the node groups with the cluster autoscaler or Karpenter.',
      ],
    },
  ],
  unproved: [
    {
      name: "a value that is unknown",
      resource: eksCluster({ computeConfig: { enabled: UNKNOWN } }),
      stack: [eksWindowsGroup()],
      messages: [
        'Cluster "prod": computeConfig.enabled is decided only during the deployment, so the rule cannot be proved in preview. An EKS cluster with Windows node groups does not use Auto Mode.',
      ],
    },
  ],
});
