import type { Resource } from "../resource";
import type { Scope } from "../rule";

/** Whole resources of some types. */
export function resourcesOf(...types: readonly string[]): Scope<Resource> {
  return { types, subjects: (resource) => [resource] };
}

/** AKS clusters. */
export const aksClusters = resourcesOf("azure-native:containerservice:ManagedCluster");

/** EKS clusters. */
export const eksClusters = resourcesOf("aws:eks/cluster:Cluster");

/** EKS managed node groups. */
export const eksNodeGroups = resourcesOf("aws:eks/nodeGroup:NodeGroup");

/** Kubernetes storage classes. */
export const storageClasses = resourcesOf("kubernetes:storage.k8s.io:StorageClass");

/** Kubernetes runtime classes. */
export const runtimeClasses = resourcesOf("kubernetes:node.k8s.io:RuntimeClass");

/** Kubernetes namespaces. */
export const namespaces = resourcesOf("kubernetes:core:Namespace");
