import { eksReleaseVersionFits } from "../../../policy/rules/eks-release-version-fits";
import { eksCluster, eksNodeGroup, eksWindowsGroup, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const cluster = eksCluster({ version: "1.35" });

ruleTest(eksReleaseVersionFits, {
  valid: [
    {
      name: "a Windows release",
      resource: eksWindowsGroup({ releaseVersion: "1.35-2026.10.13" }),
      stack: [cluster],
    },
    {
      name: "a Linux release",
      resource: eksNodeGroup({ releaseVersion: "1.35.2-20261013" }),
      stack: [cluster],
    },
    {
      name: "a group that stays behind its cluster",
      resource: eksNodeGroup({ releaseVersion: "1.34.5-20261013", version: "1.34" }),
      stack: [cluster],
    },
    { name: "no release", resource: eksNodeGroup(), stack: [cluster] },
    {
      name: "a cluster outside of the program",
      resource: eksNodeGroup({ releaseVersion: "1.30.1-20240101" }),
    },
  ],
  invalid: [
    {
      name: "an older Windows release",
      resource: eksWindowsGroup({ releaseVersion: "1.34-2026.10.13" }),
      stack: [cluster],
      messages: [
        'NodeGroup "win": releaseVersion is "1.34-2026.10.13" at Kubernetes 1.35: EKS refuses an AMI release of another minor with InvalidParameterException. Choose a release of 1.35: 1.x-YYYY.MM.DD for Windows, 1.x.y-YYYYMMDD for Linux.',
      ],
    },
    {
      name: "a newer Linux release than the group's own version",
      resource: eksNodeGroup({ nodeGroupName: "linux", version: "1.34", releaseVersion: "1.35.2-20261013" }),
      messages: [
        'NodeGroup "linux": releaseVersion is "1.35.2-20261013" at Kubernetes 1.34: EKS refuses an AMI release of another minor with InvalidParameterException. Choose a release of 1.34: 1.x-YYYY.MM.DD for Windows, 1.x.y-YYYYMMDD for Linux.',
      ],
    },
    {
      name: "a release that is none",
      resource: eksWindowsGroup({ releaseVersion: "latest" }),
      stack: [cluster],
      messages: [
        'NodeGroup "win": releaseVersion is "latest" at Kubernetes 1.35: EKS refuses an AMI release of another minor with InvalidParameterException. Choose a release of 1.35: 1.x-YYYY.MM.DD for Windows, 1.x.y-YYYYMMDD for Linux.',
      ],
    },
  ],
  unproved: [
    {
      name: "a release that is unknown",
      resource: eksWindowsGroup({ releaseVersion: UNKNOWN }),
      messages: [
        'NodeGroup "win": releaseVersion is decided only during the deployment, so the rule cannot be proved in preview. releaseVersion of an EKS node group is of the group\'s Kubernetes minor.',
      ],
    },
  ],
});
