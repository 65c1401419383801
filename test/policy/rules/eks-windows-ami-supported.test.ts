import { eksWindowsAmiSupport } from "../../../catalogue/eks";
import { eksWindowsAmiSupported } from "../../../policy/rules/eks-windows-ami-supported";
import { eksCluster, eksNodeGroup, eksWindowsGroup, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const tooEarly = eksWindowsAmiSupport("WINDOWS_CORE_2025_x86_64", "1.34").reason;
const group = (amiType: string) => eksWindowsGroup({ amiType });
const at = (version: string) => eksCluster({ version });

ruleTest(eksWindowsAmiSupported, {
  valid: [
    { name: "2025 at its first minor", resource: group("WINDOWS_FULL_2025_x86_64"), stack: [at("1.35")] },
    { name: "2022 at 1.36", resource: group("WINDOWS_CORE_2022_x86_64"), stack: [at("1.36")] },
    { name: "Amazon Linux", resource: eksNodeGroup(), stack: [at("1.20")] },
    { name: "a cluster outside of the program", resource: group("WINDOWS_CORE_2025_x86_64") },
    {
      name: "a cluster without version",
      resource: group("WINDOWS_CORE_2025_x86_64"),
      stack: [eksCluster({ version: undefined })],
    },
  ],
  invalid: [
    {
      name: "2025 one minor too early",
      resource: group("WINDOWS_CORE_2025_x86_64"),
      stack: [at("1.34")],
      messages: [
        `NodeGroup "win": amiType is "WINDOWS_CORE_2025_x86_64" at Kubernetes 1.34 (version of its cluster): ${tooEarly} Choose an amiType that exists for this minor; a group's amiType cannot be changed, so that makes a new group.`,
      ],
    },
    {
      name: "2025 in a group that stays behind its cluster",
      resource: eksWindowsGroup({ amiType: "WINDOWS_CORE_2025_x86_64", version: "1.34" }),
      stack: [at("1.35")],
      messages: [
        `NodeGroup "win": amiType is "WINDOWS_CORE_2025_x86_64" at Kubernetes 1.34 (version): ${tooEarly} Choose an amiType that exists for this minor; a group's amiType cannot be changed, so that makes a new group.`,
      ],
    },
    {
      name: "a release that does not exist",
      resource: group("WINDOWS_CORE_2023_x86_64"),
      stack: [at("1.36")],
      messages: [
        `NodeGroup "win": amiType is "WINDOWS_CORE_2023_x86_64" at Kubernetes 1.36 (version of its cluster): "WINDOWS_CORE_2023_x86_64" is not a Windows amiType of EKS (WINDOWS_CORE_2019_x86_64, WINDOWS_FULL_2019_x86_64, WINDOWS_CORE_2022_x86_64, WINDOWS_FULL_2022_x86_64, WINDOWS_CORE_2025_x86_64, WINDOWS_FULL_2025_x86_64). Choose an amiType that exists for this minor; a group's amiType cannot be changed, so that makes a new group.`,
      ],
    },
  ],
  unproved: [
    {
      name: "a version that is unknown",
      resource: group("WINDOWS_CORE_2025_x86_64"),
      stack: [at(UNKNOWN)],
      messages: [
        `NodeGroup "win": version of Cluster "prod" is decided only during the deployment, so the rule cannot be proved in preview. EKS has AMIs of the amiType of every Windows node group at the group's Kubernetes minor.`,
      ],
    },
  ],
});
