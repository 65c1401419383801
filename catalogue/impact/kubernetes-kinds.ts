import type { Sourced } from "../source";
import type { EffectClass } from "./effect-class";

/** What it means that an object of a kind is made, changed or goes. */
export interface KubernetesKindRow extends Sourced {
  /** `<group>/<Kind>`, the core group as `core`. */
  readonly kinds: readonly string[];
  /** Class when a new one is made. */
  readonly made: EffectClass;
  /** Class of a changed field that has no row of its own. */
  readonly changed: EffectClass;
  /** What such a change does, a sentence. */
  readonly change: string;
  /** Class when it is deleted, or deleted and made again. */
  readonly gone: EffectClass;
  /** What its deletion does, a sentence. */
  readonly end: string;
}

/**
 * The built-in kinds. Kinds that are not here, custom ones among them, are unclassified.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export const kubernetesKindRows: readonly KubernetesKindRow[] = [
  kind(["apps/Deployment", "apps/DaemonSet", "apps/StatefulSet", "apps/ReplicaSet"], {
    change: "The controller works by other settings; pods may be replaced.",
    end: "All pods of the workload end at once, without the steps of a rollout.",
  }),
  kind(["core/Pod", "batch/Job"], {
    change: "The API server refuses most changes of running pods and jobs.",
    end: "The pods end; what they were doing is lost.",
  }),
  kind(["batch/CronJob"], { change: "Holds from the next run on.", end: "No more runs are started." }),
  kind(["core/ConfigMap", "core/Secret"], {
    change: "Mounted files follow within a minute; environment variables only in new pods.",
    end: "Pods that need it do not start until it is there again; running ones keep what they read.",
  }),
  kind(["core/Service", "networking.k8s.io/Ingress"], {
    change: "Traffic may go elsewhere from now on.",
    end: "Clients lose the address; a new one may differ.",
  }),
  kind(
    [
      "networking.k8s.io/NetworkPolicy",
      "core/ResourceQuota",
      "core/LimitRange",
      "policy/PodDisruptionBudget",
      "autoscaling/HorizontalPodAutoscaler",
    ],
    {
      made: "scheduling",
      change: "The rule holds from now on for traffic, new pods or evictions.",
      end: "The rule no longer holds.",
    },
  ),
  kind(
    [
      "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
      "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
      "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
      "admissionregistration.k8s.io/MutatingWebhookConfiguration",
    ],
    {
      made: "scheduling",
      change: "The API server admits new objects by the new rule; running pods stay.",
      end: "The API server admits new objects without the rule.",
    },
  ),
  kind(
    [
      "rbac.authorization.k8s.io/Role",
      "rbac.authorization.k8s.io/ClusterRole",
      "rbac.authorization.k8s.io/RoleBinding",
      "rbac.authorization.k8s.io/ClusterRoleBinding",
      "core/ServiceAccount",
    ],
    {
      change: "Pods and people have other rights at once.",
      end: "Pods and people lose the rights at once.",
    },
  ),
  kind(
    [
      "storage.k8s.io/StorageClass",
      "storage.k8s.io/CSIDriver",
      "node.k8s.io/RuntimeClass",
      "scheduling.k8s.io/PriorityClass",
      "networking.k8s.io/IngressClass",
    ],
    {
      change: "Holds for new pods and volumes.",
      end: "New pods and volumes that name it wait or are refused until it is there again; existing ones stay.",
    },
  ),
  kind(["core/Namespace"], {
    change: "The namespace changes; its objects do not.",
    gone: "irreversible",
    end: "Everything in the namespace is deleted, volumes too.",
  }),
  kind(["core/PersistentVolumeClaim", "core/PersistentVolume"], {
    change: "The storage controller works by other settings.",
    gone: "irreversible",
    end: "With the reclaim policy Delete the data is gone.",
  }),
  kind(["apiextensions.k8s.io/CustomResourceDefinition"], {
    changed: "unclassified",
    change: "A changed definition may make existing objects invalid.",
    gone: "irreversible",
    end: "All objects of the kind are deleted with it.",
  }),
  kind(["coordination.k8s.io/Lease", "core/Endpoints", "discovery.k8s.io/EndpointSlice"], {
    change: "Whoever holds or reads it follows at once.",
    end: "Whoever reads it finds nothing.",
  }),
];

type Sentences = Pick<KubernetesKindRow, "change" | "end"> &
  Partial<Pick<KubernetesKindRow, "made" | "changed" | "gone">>;

function kind(kinds: readonly string[], row: Sentences): KubernetesKindRow {
  return {
    made: "metadata",
    changed: "scheduling",
    gone: "scheduling",
    ...row,
    kinds,
    source: ["k8s-workloads"],
  };
}
