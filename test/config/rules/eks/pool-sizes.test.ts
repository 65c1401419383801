import { eksBase, withLinuxPool } from "../../eks-base";
import { ruleTest } from "../rule-test";

const groupsUrl = "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html";
const quotasUrl = "https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html";
const instanceTypes = ["m6i.large"];

const withPools = (count: number) => ({
  ...eksBase,
  nodePools: Array.from({ length: count }, (_, index) => ({
    name: `p${String(index)}`,
    os: "Linux",
    instanceTypes,
    count: 1,
  })),
});

ruleTest("numbers of nodes on EKS", [
  {
    title: "may be as many as at most",
    values: withLinuxPool({ count: undefined, autoscale: { min: 3, max: 3 } }),
  },
  {
    title: "must be there",
    values: withLinuxPool({ count: undefined }),
    lines: [
      "nodePools[0]: must have count or autoscale; set count to a fixed number of nodes, or autoscale to { min, max }",
    ],
  },
  {
    title: "must be there for the system pool",
    values: { ...eksBase, systemPool: { instanceTypes } },
    lines: [
      "systemPool: must have count or autoscale; set count to a fixed number of nodes, or autoscale to { min, max }",
    ],
  },
  {
    title: "must not be more at least than at most",
    values: {
      ...withLinuxPool({ count: undefined, autoscale: { min: 3, max: 2 } }),
      systemPool: { instanceTypes, autoscale: { min: 5, max: 4 } },
    },
    lines: [
      `systemPool.autoscale.max: must be at least autoscale.min 5, got 4; raise max or lower min (${groupsUrl})`,
      `nodePools[0].autoscale.max: must be at least autoscale.min 3, got 2; raise max or lower min (${groupsUrl})`,
    ],
  },
]);

ruleTest("numbers of pools on EKS", [
  { title: "may be 29 beside the system pool", values: withPools(29) },
  {
    title: "may not be 30",
    values: withPools(30),
    lines: [
      `nodePools: must be at most 29 beside systemPool, and are 30; join pools that differ little (${quotasUrl})`,
    ],
  },
]);
