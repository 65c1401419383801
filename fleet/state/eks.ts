import { eksWindowsAmis, isEksWindowsAmiType } from "../../catalogue/eks";
import { numberAt, textAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { DeployedResource } from "../inventory/deployment";
import type { DeployedPool } from "./pool";
import { range } from "./pool";

/** The managed node groups of EKS. */
export function eksPools(resources: readonly DeployedResource[]): readonly DeployedPool[] {
  return resources
    .filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup")
    .map(({ inputs, outputs }): DeployedPool => {
      const scaling = inputs["scalingConfig"];
      return {
        // The provider ends the name where only a prefix is given.
        name: textAt(outputs, "nodeGroupName") || textAt(inputs, "nodeGroupName"),
        ...system(textAt(inputs, "amiType") || textAt(outputs, "amiType")),
        version: textAt(inputs, "version"),
        ...range(numberAt(scaling, "minSize"), numberAt(scaling, "maxSize")),
      };
    });
}

function system(amiType: string): Pick<DeployedPool, "os" | "windows" | "linux"> {
  if (isEksWindowsAmiType(amiType)) return { os: "windows", windows: eksWindowsAmis[amiType].release };
  if (amiType.startsWith("WINDOWS_")) return { os: "windows" };
  return { os: "linux", linux: linuxNames.find(({ start }) => amiType.startsWith(start))?.name ?? amiType };
}

/** Linux distributions by the beginning of the AMI type. @see https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html (read 2026-11-23) */
const linuxNames = [
  { start: "AL2023_", name: "Amazon Linux 2023" },
  { start: "AL2_", name: "Amazon Linux 2" },
  { start: "BOTTLEROCKET_", name: "Bottlerocket" },
] as const;

/** The Windows nodes that EKS does not manage, as Mullion makes them: Auto Scaling groups of their own. */
export function selfManagedPools(resources: readonly DeployedResource[]): readonly DeployedPool[] {
  return resources
    .filter(
      ({ type, parent = "" }) =>
        type === "aws:autoscaling/group:Group" && parent.includes("mullion:eks:SelfManagedPool::"),
    )
    .map(({ inputs }): DeployedPool => ({
      name: textAt(inputs, "namePrefix").replace(/-$/, ""),
      os: "windows",
      version: "",
      ...range(numberAt(inputs, "minSize"), numberAt(inputs, "maxSize")),
    }));
}
