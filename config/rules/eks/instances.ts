import { processorOf } from "../../../catalogue/instance-types";
import type { Problem } from "../../problem";
import type { EksNodePool, EksSystemPool } from "../../schema/eks/pools";
import type { EksConfig } from "../../schema/eks";
import type { Rule } from "../rule";

const windowsUrl = "https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html";
const amiTypesUrl = "https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html";

/** The instance types of a pool fit one AMI: one processor, and for Windows x86. */
export const instances: Rule<EksConfig> = ({ systemPool, nodePools }) => [
  ...mixedProblems("systemPool", systemPool),
  ...nodePools.flatMap((pool, index) => {
    const path = `nodePools[${String(index)}]`;
    return pool.os === "Windows" ? windowsProblems(path, pool) : mixedProblems(path, pool);
  }),
];

function windowsProblems(path: string, { instanceTypes }: EksNodePool): Problem[] {
  return instanceTypes.flatMap((type, index) => {
    if (processorOf(type) === "x86_64") return [];
    return {
      path: `${path}.instanceTypes[${String(index)}]`,
      value: type,
      reason: "must not be an ARM type: Windows AMIs are for x86 only",
      fix: "use for example m6i.large",
      url: windowsUrl,
    };
  });
}

function mixedProblems(path: string, { instanceTypes }: EksNodePool | EksSystemPool): Problem[] {
  const processors = new Set(instanceTypes.map(processorOf));
  if (processors.size <= 1) return [];
  const reason = "must be all x86 or all ARM: a node group has one AMI";
  return [
    { path: `${path}.instanceTypes`, value: instanceTypes, reason, fix: "make two pools", url: amiTypesUrl },
  ];
}
