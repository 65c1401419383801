import type { Resource } from "../resource";
import type { Stack } from "../stack";
import { inWords } from "../text";
import { eksClusters, eksNodeGroups } from "./resources";

/** Whether a managed node group's nodes run Windows. A group without amiType runs Amazon Linux. @throws {Unproved} */
export function isWindowsGroup({ props }: Resource): boolean {
  return /^WINDOWS_/i.test(props.string("amiType") ?? "");
}

/** Whether a managed node group brings an AMI of its own, so that nothing says what its nodes run. @throws {Unproved} */
export function isCustomGroup({ props }: Resource): boolean {
  return props.string("amiType") === "CUSTOM";
}

/**
 * The EKS cluster that a resource names in a property, if the program declares it.
 *
 * @param property `clusterName` on everything that belongs to a cluster
 * @throws {Unproved} when the name is unknown and does not come from a declared cluster
 */
export function eksClusterOf(
  resource: Resource,
  stack: Stack,
  property = "clusterName",
): Resource | undefined {
  const behind = stack.behind(resource, property).find(({ type }) => eksClusters.types.includes(type));
  if (behind !== undefined) return behind;
  const clusters = stack.subjects(eksClusters);
  if (clusters.length === 0) return undefined;
  const name = resource.props.string(property);
  return clusters.find((cluster) => cluster.props.string("name") === name);
}

/** The managed Windows groups of a cluster. @throws {Unproved} */
export function windowsGroupsOf(cluster: Resource, stack: Stack): Resource[] {
  return groupsOf(cluster, stack).filter(isWindowsGroup);
}

/** The managed node groups of a cluster. @throws {Unproved} */
export function groupsOf(cluster: Resource, stack: Stack): Resource[] {
  return stack.subjects(eksNodeGroups).filter((group) => eksClusterOf(group, stack)?.urn === cluster.urn);
}

/** Node groups in words, for messages. */
export function groupNames(groups: readonly Resource[]): string {
  return inWords(groups.map(({ props, name }) => JSON.stringify(props.label("nodeGroupName") ?? name)));
}
