import { eksWindowsNoCustomNetworking } from "../../../policy/rules/eks-windows-no-custom-networking";
import { eksCluster, eksNodeGroup, eksWindowsGroup, UNKNOWN, vpcCni } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const cluster = eksCluster();
const on = (variable: string, title: string) =>
  `Cluster "prod": configurationValues.env.${variable} of the vpc-cni add-on is "true", though the cluster has Windows node groups ("win"): ${title} does not exist for Windows nodes: their pods keep the subnet and the security groups of the node. Do not rely on it for Windows workloads, or run them in another cluster.`;

ruleTest(eksWindowsNoCustomNetworking, {
  valid: [
    {
      name: "neither feature",
      resource: cluster,
      stack: [eksWindowsGroup(), vpcCni('{"env":{"WARM_IP_TARGET":"5"}}')],
    },
    {
      name: "both switched off",
      resource: cluster,
      stack: [
        eksWindowsGroup(),
        vpcCni('{"env":{"ENABLE_POD_ENI":"false","AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG":"false"}}'),
      ],
    },
    {
      name: "no Windows groups",
      resource: cluster,
      stack: [eksNodeGroup(), vpcCni('{"env":{"ENABLE_POD_ENI":"true"}}')],
    },
    { name: "no add-on", resource: cluster, stack: [eksWindowsGroup()] },
  ],
  invalid: [
    {
      name: "custom networking, in YAML",
      resource: cluster,
      stack: [eksWindowsGroup(), vpcCni("env:\n  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true'\n")],
      messages: [on("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "Custom networking")],
    },
    {
      name: "both",
      resource: cluster,
      stack: [
        eksWindowsGroup(),
        vpcCni('{"env":{"ENABLE_POD_ENI":"true","AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG":"true"}}'),
      ],
      messages: [
        on("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "Custom networking"),
        on("ENABLE_POD_ENI", "Security groups for pods"),
      ],
    },
  ],
  unproved: [
    {
      name: "a configuration that is unknown",
      resource: cluster,
      stack: [eksWindowsGroup(), vpcCni(UNKNOWN)],
      messages: [
        'Cluster "prod": configurationValues of Addon "vpc-cni" is decided only during the deployment, so the rule cannot be proved in preview. The vpc-cni add-on of an EKS cluster with Windows node groups uses neither custom networking nor security groups for pods.',
      ],
    },
  ],
});
