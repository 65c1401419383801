import type { Cluster } from "../api/cluster";
import { NoMatchError } from "../api/errors";
import type { GroupVersionKind } from "./metadata";

/**
 * API groups of Kubernetes itself. Their kinds have a fixed scope, so it is known without asking a cluster.
 *
 * @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/
 */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  "",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "extensions",
  "flowcontrol.apiserver.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
  "storagemigration.k8s.io",
]);

/** Kinds of those groups that belong to the cluster and not to a namespace. */
const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  "APIService",
  "CSIDriver",
  "CSINode",
  "CertificateSigningRequest",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterTrustBundle",
  "ComponentStatus",
  "CustomResourceDefinition",
  "DeviceClass",
  "DeviceTaintRule",
  "FlowSchema",
  "IPAddress",
  "IngressClass",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PodSecurityPolicy",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "ResourceSlice",
  "RuntimeClass",
  "ServiceCIDR",
  "StorageClass",
  "StorageVersionMigration",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
  "VolumeAttributesClass",
]);

/** Whether a kind comes with Kubernetes, and not from a definition in the cluster. */
export function isBuiltIn(gvk: GroupVersionKind): boolean {
  return BUILT_IN_GROUPS.has(gvk.group);
}

/**
 * Whether the objects of a kind live in a namespace. A kind that nobody knows (yet) is taken for namespaced; the
 * server corrects that when the object is made.
 *
 * @param cluster Asked about kinds that do not come with Kubernetes; absent when it cannot be reached.
 */
export async function isNamespaced(gvk: GroupVersionKind, cluster: Cluster | undefined): Promise<boolean> {
  if (isBuiltIn(gvk)) return !CLUSTER_KINDS.has(gvk.kind.replace(/(Patch|List)$/, ""));
  if (cluster === undefined) return true;
  try {
    return (await cluster.find(gvk)).namespaced;
  } catch (error) {
    if (error instanceof NoMatchError) return true;
    throw error;
  }
}
