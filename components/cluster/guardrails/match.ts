import type { GuardrailSubject } from "./guardrail";
import { podSpecOf, podVariables } from "./cel/pods";
import type { Variable } from "./cel/variable";

/** Kinds of objects, as a policy names them. */
export interface MatchedKinds {
  readonly apiGroups: readonly [string];
  readonly apiVersions: readonly ["v1"];
  readonly resources: readonly string[];
}

/** How a guardrail gets at its subject. */
export interface SubjectMatch {
  readonly kinds: readonly MatchedKinds[];
  /** Variables that expressions about the subject may use. */
  readonly variables: readonly Variable[];
  /** CEL of what is judged in an object: an update that leaves it as it is passes. */
  readonly judged: (object: string) => string;
}

const v1 = ["v1"] as const;

/** Every kind that has a pod; an ephemeral container is added through a resource of its own. */
const podKinds: readonly MatchedKinds[] = [
  {
    apiGroups: [""],
    apiVersions: v1,
    resources: ["pods", "pods/ephemeralcontainers", "podtemplates", "replicationcontrollers"],
  },
  {
    apiGroups: ["apps"],
    apiVersions: v1,
    resources: ["deployments", "statefulsets", "daemonsets", "replicasets"],
  },
  { apiGroups: ["batch"], apiVersions: v1, resources: ["jobs", "cronjobs"] },
];

const whole = (group: string, resource: string): SubjectMatch => ({
  kinds: [{ apiGroups: [group], apiVersions: v1, resources: [resource] }],
  variables: [],
  judged: (object) => `dyn(${object})`,
});

/** Matches by subject. */
export const subjects: Readonly<Record<GuardrailSubject, SubjectMatch>> = {
  pods: { kinds: podKinds, variables: podVariables, judged: podSpecOf },
  daemonSets: {
    kinds: [{ apiGroups: ["apps"], apiVersions: v1, resources: ["daemonsets"] }],
    variables: podVariables,
    judged: podSpecOf,
  },
  namespaces: { ...whole("", "namespaces"), judged: (object) => `dyn(${object}).metadata.?labels` },
  podDisruptionBudgets: {
    ...whole("policy", "poddisruptionbudgets"),
    judged: (object) => `dyn(${object}).?spec`,
  },
  runtimeClasses: whole("node.k8s.io", "runtimeclasses"),
  storageClasses: whole("storage.k8s.io", "storageclasses"),
};
