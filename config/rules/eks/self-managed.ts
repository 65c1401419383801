import { eksWindowsMaxPods } from "../../../catalogue/instance-types";
import type { Problem } from "../../problem";
import type { EksConfig } from "../../schema/eks";
import type { EksWindowsPool } from "../../schema/eks/pools";
import type { Rule } from "../rule";

const managedUrl = "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html";
const ownUrl = "https://docs.aws.amazon.com/eks/latest/userguide/launch-windows-workers.html";
const refreshUrl = "https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html";
const densityUrl = "https://docs.aws.amazon.com/eks/latest/best-practices/windows-networking.html";

/** Flags of the kubelet that Mullion sets from other settings. */
const ownFlags: Readonly<Record<string, string>> = {
  "--max-pods": "kubelet.maxPods",
  "--kube-reserved": "kubelet.kubeReservedMemory",
  "--system-reserved": "kubelet.systemReservedMemory",
  "--node-labels": "labels",
  "--register-with-taints": "taints",
};

/** Settings of managed pools and of pools of one's own keep apart, and a node is not promised more pods than addresses. */
export const selfManagedPools: Rule<EksConfig> = ({ network, nodePools }) =>
  nodePools.flatMap((pool, index) => {
    if (pool.os !== "Windows") return [];
    const path = `nodePools[${String(index)}]`;
    if (pool.managed) return managedProblems(path, pool);
    return [
      ...releaseProblems(path, pool),
      ...budgetProblems(path, pool),
      ...flagProblems(path, pool),
      ...densityProblems(path, pool, network.windowsPrefixDelegation),
    ];
  });

function managedProblems(path: string, pool: EksWindowsPool): Problem[] {
  return (["amiId", "kubelet"] as const).flatMap((setting) => {
    if (pool[setting] === undefined) return [];
    return {
      path: `${path}.${setting}`,
      value: pool[setting],
      reason: "is for pools with managed: false: EKS chooses AMI and kubelet settings of managed groups",
      fix: "remove it, or set managed to false",
      url: managedUrl,
    };
  });
}

function releaseProblems(path: string, { releaseVersion }: EksWindowsPool): Problem[] {
  if (releaseVersion === undefined) return [];
  const reason = "is for managed groups: EKS finds the AMI by it";
  return [{ path: `${path}.releaseVersion`, value: releaseVersion, reason, fix: "set amiId", url: ownUrl }];
}

function budgetProblems(path: string, { upgrade }: EksWindowsPool): Problem[] {
  if (!upgrade.ignoreDisruptionBudgets) return [];
  return [
    {
      path: `${path}.upgrade.ignoreDisruptionBudgets`,
      value: true,
      reason:
        "has no meaning with managed: false: an instance refresh asks no PodDisruptionBudget and drains no node",
      fix: "remove it; move pods to a pool in the other slot where they must not be cut off",
      url: refreshUrl,
    },
  ];
}

function flagProblems(path: string, { kubelet }: EksWindowsPool): Problem[] {
  return (kubelet?.extraArgs ?? []).flatMap((argument, index) => {
    const setting = ownFlags[argument.slice(0, argument.indexOf("="))];
    if (setting === undefined) return [];
    const reason = "is a flag that Mullion sets itself";
    return {
      path: `${path}.kubelet.extraArgs[${String(index)}]`,
      value: argument,
      reason,
      fix: `set ${setting}`,
    };
  });
}

function densityProblems(path: string, pool: EksWindowsPool, prefixDelegation: boolean): Problem[] {
  const wanted = pool.kubelet?.maxPods ?? 0;
  return pool.instanceTypes.flatMap((type) => {
    const most = eksWindowsMaxPods(type, { prefixDelegation });
    if (most === undefined || wanted <= most) return [];
    return {
      path: `${path}.kubelet.maxPods`,
      value: wanted,
      reason: `must be at most ${String(most)}, the addresses that ${type} has for pods`,
      fix: prefixDelegation
        ? "choose a larger instance type"
        : "set network.windowsPrefixDelegation, or choose a larger instance type",
      url: densityUrl,
    };
  });
}
