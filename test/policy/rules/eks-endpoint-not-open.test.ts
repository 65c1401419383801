import { eksEndpointNotOpen } from "../../../policy/rules/eks-endpoint-not-open";
import { eksCluster, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const access = (vpcConfig: Record<string, unknown>) => eksCluster({ vpcConfig });
const open = (problem: string) =>
  `Cluster "prod": vpcConfig.publicAccessCidrs ${problem}: The API server answers everybody on the internet, so a leaked token or a flaw in it is enough. Name the ranges from which people and pipelines work, or set endpointPublicAccess to false.`;

ruleTest(eksEndpointNotOpen, {
  valid: [
    {
      name: "a private endpoint",
      resource: access({ endpointPublicAccess: false, endpointPrivateAccess: true }),
    },
    { name: "one range", resource: access({ publicAccessCidrs: ["203.0.113.0/24"] }) },
  ],
  invalid: [
    { name: "no configuration", resource: eksCluster(), messages: [open("is not set")] },
    {
      name: "everybody",
      resource: access({ endpointPublicAccess: true, publicAccessCidrs: ["0.0.0.0/0"] }),
      messages: [open('contains "0.0.0.0/0"')],
    },
    {
      name: "everybody by IPv6 beside a range",
      resource: access({ publicAccessCidrs: ["203.0.113.0/24", "::/0"] }),
      messages: [open('contains "::/0"')],
    },
  ],
  unproved: [
    {
      name: "ranges that are unknown",
      resource: access({ publicAccessCidrs: UNKNOWN }),
      messages: [
        'Cluster "prod": vpcConfig.publicAccessCidrs is decided only during the deployment, so the rule cannot be proved in preview. The API server of an EKS cluster is private or answers named address ranges only.',
      ],
    },
  ],
});
