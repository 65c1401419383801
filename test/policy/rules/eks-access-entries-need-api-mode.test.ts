import { eksAccessEntriesNeedApiMode } from "../../../policy/rules/eks-access-entries-need-api-mode";
import { eksCluster, type TestResource, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const entry: TestResource = {
  type: "aws:eks/accessEntry:AccessEntry",
  name: "entry",
  properties: { clusterName: "prod", principalArn: "arn", type: "EC2_WINDOWS" },
};
const mode = (authenticationMode: string) => eksCluster({ accessConfig: { authenticationMode } });
const refused = (problem: string) =>
  `AccessEntry "entry": accessConfig.authenticationMode of its cluster ${problem}: The default is CONFIG_MAP, in which EKS refuses access entries with InvalidRequestException. Set it to "API"; from CONFIG_MAP it moves one step at a time and never back.`;

ruleTest(eksAccessEntriesNeedApiMode, {
  valid: [
    { name: "the mode API", resource: entry, stack: [mode("API")] },
    { name: "the mode API_AND_CONFIG_MAP", resource: entry, stack: [mode("API_AND_CONFIG_MAP")] },
    { name: "a cluster outside of the program", resource: entry },
  ],
  invalid: [
    { name: "no mode", resource: entry, stack: [eksCluster()], messages: [refused("is not set")] },
    {
      name: "the mode CONFIG_MAP",
      resource: entry,
      stack: [mode("CONFIG_MAP")],
      messages: [refused('is "CONFIG_MAP"')],
    },
  ],
  unproved: [
    {
      name: "a mode that is unknown",
      resource: entry,
      stack: [mode(UNKNOWN)],
      messages: [
        'AccessEntry "entry": accessConfig.authenticationMode of Cluster "prod" is decided only during the deployment, so the rule cannot be proved in preview. EKS access entries belong to a cluster whose authenticationMode is API or API_AND_CONFIG_MAP.',
      ],
    },
  ],
});
