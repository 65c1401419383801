import type { Found, FoundObject } from "../found";

/** Without these no node gets Ready, or no name is found: they run in every cluster, by EKS or by other means. */
const everywhere = ["coredns", "kube-proxy", "vpc-cni"] as const;

/**
 * Add-ons that run in the cluster, though no file names them: EKS does not manage them, or nobody has looked.
 *
 * @param found - the cluster
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html (read 2026-11-23)
 */
export function unnamedAddOns(found: Found): readonly string[] {
  return everywhere.filter((name) => addOn(found, name) === undefined);
}

/** An add-on of EKS, where the files tell of it. */
export function addOn({ others }: Found, name: string): FoundObject | undefined {
  return others.find((other) => other.type.endsWith(":Addon") && other.name === name);
}

/**
 * Whether the settings of the network's add-on, JSON or YAML, switch something on.
 *
 * @param found - the cluster
 * @param name - of the switch
 * @see https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html (read 2026-11-23)
 */
export function isOnInNetwork(
  found: Found,
  name: "enableWindowsIpam" | "enableWindowsPrefixDelegation",
): boolean {
  const { configurationValues: values } = addOn(found, "vpc-cni")?.properties ?? {};
  return typeof values === "string" && new RegExp(`\\b${name}["']?\\s*:\\s*["']?true`).test(values);
}
