import type { Sourced } from "../source";
import type { EffectClass } from "./effect-class";
import type { ProviderPlan } from "./row";

/** What a changed field of a Kubernetes object means. */
export interface KubernetesFieldRow extends Sourced {
  /** `<group>/<Kind>`, the core group as `core`; `*` = every kind of {@link KubernetesKindRow}. */
  readonly kinds: readonly string[];
  /** Field path without list items; it stands for everything below it that has no longer row. */
  readonly path: string;
  /** What the Pulumi provider plans. */
  readonly provider: ProviderPlan;
  /** Class when it is sent as an update; a replacement has the class of the kind's end. */
  readonly inPlace: EffectClass;
  readonly code?: string;
  readonly platform: string;
  readonly instead: string;
}

const makeAnother =
  "Make a second object under another name and move its users; or add the field to replaceOnChanges and accept the gap.";

const podOwners = ["apps/Deployment", "apps/DaemonSet", "apps/StatefulSet"];

/**
 * Fields by kind, most exact first: what the Pulumi provider replaces, what it updates and the API server then refuses,
 * and what updates do.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/
 */
export const kubernetesFieldRows: readonly KubernetesFieldRow[] = [
  refused(["storage.k8s.io/StorageClass"], "reclaimPolicy"),
  refused(["storage.k8s.io/StorageClass"], "volumeBindingMode"),
  refused(["node.k8s.io/RuntimeClass"], "handler"),
  refused(["scheduling.k8s.io/PriorityClass"], "value"),
  refused(["scheduling.k8s.io/PriorityClass"], "preemptionPolicy"),
  refused(["storage.k8s.io/CSIDriver"], "spec.attachRequired"),
  refused(["networking.k8s.io/IngressClass"], "spec.controller"),
  refused(["apps/ReplicaSet"], "spec.selector"),
  {
    ...refused(["core/PersistentVolumeClaim"], "spec.resources"),
    platform:
      "The API server refuses a smaller claim, and any change of a claim that is unbound or whose class does not allow expansion.",
    instead: "Only enlarge a bound claim of a class with allowVolumeExpansion: true.",
  },

  replaced(["*"], "metadata.name"),
  replaced(["*"], "metadata.namespace"),
  replaced(["core/ConfigMap"], "data"),
  replaced(["core/ConfigMap"], "binaryData"),
  replaced(["core/Secret"], "data"),
  replaced(["core/Secret"], "stringData"),
  replaced(["core/Secret"], "type"),
  replaced(podOwners, "spec.selector"),
  replaced(["apps/StatefulSet"], "spec.serviceName"),
  replaced(["apps/StatefulSet"], "spec.podManagementPolicy"),
  replaced(["apps/StatefulSet"], "spec.volumeClaimTemplates"),
  replaced(["batch/Job"], "spec.template"),
  replaced(["batch/Job"], "spec.completions"),
  replaced(["core/Pod"], "spec"),
  replaced(["core/PersistentVolumeClaim"], "spec.accessModes"),
  replaced(["core/PersistentVolumeClaim"], "spec.storageClassName"),
  ...[
    "hostPath",
    "csi",
    "nfs",
    "local",
    "azureDisk",
    "azureFile",
    "awsElasticBlockStore",
    "vsphereVolume",
    "iscsi",
    "fc",
  ].map((volume) => replaced(["core/PersistentVolume"], `spec.${volume}`)),
  replaced(["core/Service"], "spec.clusterIP"),
  replaced(["core/ResourceQuota"], "spec.scopes"),
  replaced(
    ["rbac.authorization.k8s.io/RoleBinding", "rbac.authorization.k8s.io/ClusterRoleBinding"],
    "roleRef",
  ),
  replaced(["storage.k8s.io/StorageClass"], "provisioner"),
  replaced(["storage.k8s.io/StorageClass"], "parameters"),

  {
    ...updated(podOwners, "spec.template", "scheduling", "The controller replaces the pods step by step."),
    instead: "Check that readiness probes and PodDisruptionBudgets hold the rollout.",
  },
  updated(
    [...podOwners, "apps/ReplicaSet"],
    "spec.replicas",
    "scheduling",
    "The controller starts or ends pods.",
  ),
  updated(["batch/CronJob"], "spec", "metadata", "Holds from the next run on."),
  updated(
    ["core/Namespace"],
    "metadata.labels",
    "scheduling",
    "Admission rules that look at the labels of the namespace hold for new pods.",
  ),
  updated(
    ["core/Service"],
    "metadata.annotations",
    "scheduling",
    "The cloud may change the load balancer of the Service.",
  ),
  updated(
    ["storage.k8s.io/StorageClass"],
    "allowVolumeExpansion",
    "metadata",
    "Holds for later changes of claims.",
  ),
  updated(["storage.k8s.io/StorageClass"], "mountOptions", "metadata", "Holds for new volumes."),
  updated(["storage.k8s.io/StorageClass"], "allowedTopologies", "metadata", "Holds for new volumes."),
  updated(["*"], "metadata.labels", "metadata", "The labels of the object change; its pods do not."),
  updated(
    ["*"],
    "metadata.annotations",
    "metadata",
    "The annotations of the object change; its pods do not.",
  ),
];

function refused(kinds: readonly string[], path: string): KubernetesFieldRow {
  return {
    kinds,
    path,
    provider: "update",
    inPlace: "refused",
    code: "Invalid",
    platform: `The API server refuses another ${path}: the field is immutable.`,
    instead: makeAnother,
    source: ["k8s-provider-recorded"],
  };
}

function replaced(kinds: readonly string[], path: string): KubernetesFieldRow {
  return {
    kinds,
    path,
    provider: "replace",
    inPlace: "scheduling",
    platform:
      "The object is made again: deleted first when its name is fixed, made first when Pulumi chooses the name.",
    instead: "",
    source: ["k8s-provider-recorded"],
  };
}

function updated(
  kinds: readonly string[],
  path: string,
  inPlace: EffectClass,
  platform: string,
): KubernetesFieldRow {
  return {
    kinds,
    path,
    provider: "update",
    inPlace,
    platform,
    instead: "",
    source: ["k8s-provider-recorded", "k8s-workloads"],
  };
}
