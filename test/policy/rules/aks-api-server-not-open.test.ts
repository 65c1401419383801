import { aksApiServerNotOpen } from "../../../policy/rules/aks-api-server-not-open";
import { aksCluster, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const access = (apiServerAccessProfile: Record<string, unknown>) => aksCluster({ apiServerAccessProfile });
const open = (problem: string) =>
  `ManagedCluster "prod": apiServerAccessProfile.authorizedIPRanges ${problem}: The API server answers everybody on the internet, so a leaked token or a flaw in it is enough. Name the ranges from which people and pipelines work, or set enablePrivateCluster.`;

ruleTest(aksApiServerNotOpen, {
  valid: [
    { name: "a private cluster", resource: access({ enablePrivateCluster: true }) },
    { name: "one range", resource: access({ authorizedIPRanges: ["203.0.113.0/24"] }) },
  ],
  invalid: [
    { name: "no profile", resource: aksCluster(), messages: [open("is not set")] },
    { name: "no ranges", resource: access({ authorizedIPRanges: [] }), messages: [open("is not set")] },
    {
      name: "everybody beside a range",
      resource: access({ authorizedIPRanges: ["203.0.113.0/24", "0.0.0.0/0"] }),
      messages: [open('contains "0.0.0.0/0"')],
    },
    {
      name: "everybody twice",
      resource: access({ enablePrivateCluster: false, authorizedIPRanges: ["0.0.0.0/0", "::/0"] }),
      messages: [open('contains "0.0.0.0/0", "::/0"')],
    },
  ],
  unproved: [
    {
      name: "a range that is unknown",
      resource: access({ authorizedIPRanges: ["203.0.113.0/24", UNKNOWN] }),
      messages: [
        'ManagedCluster "prod": apiServerAccessProfile.authorizedIPRanges[1] is decided only during the deployment, so the rule cannot be proved in preview. The API server of an AKS cluster is private or answers authorized address ranges only.',
      ],
    },
  ],
});
