import type { GroupVersionKind } from "./objects/metadata";
import { apiVersionFor } from "./objects/metadata";

/** Kinds of an apiVersion that is on its way out, or gone. */
interface Deprecation {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** apiVersion (and kind, when it has another one) to use. */
  readonly replacement: string;
  /** Minor version of Kubernetes 1 from which on the replacement is there. */
  readonly replacedFrom: number;
  /** Minor version of Kubernetes 1 that no longer serves it; absent when it stays. */
  readonly removedFrom?: number;
}

const ADMISSION = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];
const FLOW = ["FlowSchema", "PriorityLevelConfiguration"];
const POLICY = ["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"];
const RBAC = ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"];

function row(
  apiVersion: string,
  kinds: readonly string[],
  replacement: string,
  from: number,
  removedFrom?: number,
): Deprecation {
  return {
    apiVersion,
    kinds,
    replacement,
    replacedFrom: from,
    ...(removedFrom === undefined ? {} : { removedFrom }),
  };
}

/**
 * What is deprecated and by what.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 * @see https://github.com/kubernetes/api/tree/v0.36.3 (zz_generated.prerelease-lifecycle.go)
 */
const DEPRECATIONS: readonly Deprecation[] = [
  row("admissionregistration.k8s.io/v1beta1", ADMISSION, "admissionregistration.k8s.io/v1", 16, 22),
  row("admissionregistration.k8s.io/v1beta1", POLICY, "admissionregistration.k8s.io/v1", 36, 40),
  row("apiextensions.k8s.io/v1beta1", ["CustomResourceDefinition"], "apiextensions.k8s.io/v1", 16, 22),
  row("apps/v1beta1", ["ControllerRevision", "Deployment", "StatefulSet"], "apps/v1", 9, 16),
  row(
    "apps/v1beta2",
    ["ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
    "apps/v1",
    9,
    16,
  ),
  row("autoscaling/v2beta1", ["HorizontalPodAutoscaler"], "autoscaling/v2", 23, 25),
  row("autoscaling/v2beta2", ["HorizontalPodAutoscaler"], "autoscaling/v2", 23, 26),
  row("batch/v1beta1", ["CronJob"], "batch/v1", 21, 25),
  row("batch/v2alpha1", ["CronJob"], "batch/v1", 21, 21),
  row("certificates.k8s.io/v1beta1", ["CertificateSigningRequest"], "certificates.k8s.io/v1", 19, 22),
  row("coordination.k8s.io/v1beta1", ["Lease"], "coordination.k8s.io/v1", 14, 22),
  row("discovery.k8s.io/v1beta1", ["EndpointSlice"], "discovery.k8s.io/v1", 21, 25),
  row("extensions/v1beta1", ["DaemonSet", "Deployment", "ReplicaSet"], "apps/v1", 9, 16),
  row("extensions/v1beta1", ["Ingress"], "networking.k8s.io/v1", 19, 22),
  row("extensions/v1beta1", ["NetworkPolicy"], "networking.k8s.io/v1", 7, 16),
  row("extensions/v1beta1", ["PodSecurityPolicy"], "policy/v1beta1", 10, 16),
  row("flowcontrol.apiserver.k8s.io/v1beta1", FLOW, "flowcontrol.apiserver.k8s.io/v1beta3", 26, 26),
  row("flowcontrol.apiserver.k8s.io/v1beta2", FLOW, "flowcontrol.apiserver.k8s.io/v1beta3", 26, 29),
  row("flowcontrol.apiserver.k8s.io/v1beta3", FLOW, "flowcontrol.apiserver.k8s.io/v1", 29, 32),
  row("networking.k8s.io/v1beta1", ["Ingress", "IngressClass"], "networking.k8s.io/v1", 19, 22),
  row("policy/v1beta1", ["PodDisruptionBudget"], "policy/v1", 21, 25),
  row("rbac.authorization.k8s.io/v1beta1", RBAC, "rbac.authorization.k8s.io/v1", 8, 22),
  row("scheduling.k8s.io/v1beta1", ["PriorityClass"], "scheduling.k8s.io/v1", 14, 22),
  row("storage.k8s.io/v1alpha1", ["VolumeAttributesClass"], "storage.k8s.io/v1", 34, 35),
  row("storage.k8s.io/v1beta1", ["CSIDriver"], "storage.k8s.io/v1", 18, 22),
  row("storage.k8s.io/v1beta1", ["CSINode"], "storage.k8s.io/v1", 17, 22),
  row("storage.k8s.io/v1beta1", ["CSIStorageCapacity"], "storage.k8s.io/v1", 24, 27),
  row("storage.k8s.io/v1beta1", ["StorageClass"], "storage.k8s.io/v1", 6, 22),
  row("storage.k8s.io/v1beta1", ["VolumeAttachment"], "storage.k8s.io/v1", 13, 22),
  row("storage.k8s.io/v1beta1", ["VolumeAttributesClass"], "storage.k8s.io/v1", 34, 37),
  row("v1", ["Endpoints"], "discovery.k8s.io/v1/EndpointSlice", 21),
];

/** What is to be said of a kind that is deprecated. */
export interface DeprecationWarning {
  readonly text: string;
  /** The cluster no longer serves it. */
  readonly removed: boolean;
}

/**
 * What is to be said of a kind in a cluster.
 *
 * @param minor Minor version of Kubernetes 1 that the cluster has.
 */
export function deprecationOf(gvk: GroupVersionKind, minor: number): DeprecationWarning | undefined {
  const apiVersion = apiVersionFor(gvk);
  const found = DEPRECATIONS.find(
    (entry) => entry.apiVersion === apiVersion && entry.kinds.includes(gvk.kind),
  );
  if (found === undefined) return undefined;
  const { replacement, replacedFrom, removedFrom } = found;
  const full = replacement.split("/").length === 3 ? replacement : `${replacement}/${gvk.kind}`;
  if (removedFrom !== undefined && minor >= removedFrom) {
    const version = `1.${String(removedFrom)}`;
    return {
      removed: true,
      text:
        `apiVersion "${apiVersion}/${gvk.kind}" was removed in Kubernetes ${version}. Use "${full}" instead.\n` +
        `See https://git.k8s.io/kubernetes/CHANGELOG/CHANGELOG-${version}.md#deprecation for more information.`,
    };
  }
  if (minor < replacedFrom) return undefined;
  const end =
    removedFrom === undefined ? "." : ` and not supported by Kubernetes v1.${String(removedFrom)}+ clusters.`;
  return { removed: false, text: `${apiVersion}/${gvk.kind} is deprecated by ${full}${end}` };
}
