import type { Resource } from "../resource";
import type { Stack } from "../stack";
import { eksClusterOf } from "./eks-groups";
import { clustersBehind } from "./node-pools";
import { resourcesOf } from "./resources";

/** EKS add-ons. */
export const eksAddons = resourcesOf("aws:eks/addon:Addon");

const configMaps = resourcesOf("kubernetes:core:ConfigMap", "kubernetes:core:ConfigMapPatch");

/** Something in the program that switches on addresses for Windows pods. */
export interface IpamOwner {
  readonly resource: Resource;
  /** Path of the setting. */
  readonly field: string;
}

/** Everything in the program that sets enable-windows-ipam for a cluster, to whichever value. @throws {Unproved} */
export function ipamOwners(cluster: Resource, stack: Stack): (IpamOwner & { readonly enabled: boolean })[] {
  return [...addonOwners(cluster, stack), ...configMapOwners(cluster, stack)];
}

/** The vpc-cni add-on of a cluster. @throws {Unproved} */
export function vpcCniAddon(cluster: Resource, stack: Stack): Resource | undefined {
  return stack
    .subjects(eksAddons)
    .find(
      (addon) =>
        addon.props.string("addonName") === "vpc-cni" && eksClusterOf(addon, stack)?.urn === cluster.urn,
    );
}

/**
 * A switch in the configuration values of an add-on, which are JSON or YAML in a string.
 *
 * @param key name of the switch at whatever depth; names are unique in the schema of vpc-cni
 * @returns undefined when it is not there
 * @throws {Unproved}
 */
export function addonSwitch({ props }: Resource, key: string): boolean | undefined {
  const text = props.string("configurationValues") ?? "";
  const value = new RegExp(`["']?\\b${key}\\b["']?\\s*:\\s*["']?(true|false)\\b`).exec(text)?.[1];
  return value === undefined ? undefined : value === "true";
}

function addonOwners(cluster: Resource, stack: Stack) {
  const addon = vpcCniAddon(cluster, stack);
  const enabled = addon === undefined ? undefined : addonSwitch(addon, "enableWindowsIpam");
  if (addon === undefined || enabled === undefined) return [];
  return [{ resource: addon, field: "configurationValues.enableWindowsIpam", enabled }];
}

function configMapOwners(cluster: Resource, stack: Stack) {
  return stack.subjects(configMaps).flatMap((resource) => {
    const { props } = resource;
    if (props.string("metadata", "name") !== "amazon-vpc-cni") return [];
    if (!clustersBehind(resource, stack).some(({ urn }) => urn === cluster.urn)) return [];
    const value = props.text("data", "enable-windows-ipam");
    const field = props.pathTo("data", "enable-windows-ipam");
    return value === undefined ? [] : [{ resource, field, enabled: value === "true" }];
  });
}
