import { eksWindowsNeedsLinuxGroup } from "../../../policy/rules/eks-windows-needs-linux-group";
import { eksCluster, eksNodeGroup, eksWindowsGroup, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(eksWindowsNeedsLinuxGroup, {
  valid: [
    {
      name: "a Linux group beside the Windows group",
      resource: eksCluster(),
      stack: [eksWindowsGroup(), eksNodeGroup()],
    },
    { name: "no groups", resource: eksCluster() },
    {
      name: "Linux nodes by Auto Mode",
      resource: eksCluster({ computeConfig: { enabled: true } }),
      stack: [eksWindowsGroup()],
    },
    {
      name: "Linux pods on Fargate",
      resource: eksCluster(),
      stack: [eksWindowsGroup(), { type: "aws:eks/fargateProfile:FargateProfile", properties: {} }],
    },
  ],
  invalid: [
    {
      name: "two Windows groups, with a Linux group in another cluster",
      resource: eksCluster(),
      stack: [
        eksWindowsGroup(),
        eksWindowsGroup({ nodeGroupName: "more" }, { name: "more" }),
        eksNodeGroup({ clusterName: "stage" }),
      ],
      messages: [
        'Cluster "prod": node groups are all Windows ("win" and "more"): CoreDNS and the controllers run on Linux only: the coredns add-on stays DEGRADED and no pod resolves a name. Add a managed node group of Amazon Linux, with two nodes for CoreDNS.',
      ],
    },
  ],
  unproved: [
    {
      name: "an amiType that is unknown",
      resource: eksCluster(),
      stack: [eksNodeGroup({ amiType: UNKNOWN })],
      messages: [
        'Cluster "prod": amiType of NodeGroup "test" is decided only during the deployment, so the rule cannot be proved in preview. An EKS cluster with Windows node groups has a Linux node group too.',
      ],
    },
  ],
});
