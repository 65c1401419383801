import type { Resource } from "../resource";
import type { Scope } from "../rule";
import type { View } from "../view";

/** A pod, or the template from which a controller makes pods. */
export interface Pod {
  readonly resource: Resource;
  /** The pod's `spec`. */
  readonly spec: View;
  /** The pod's `metadata`: labels and annotations of the pods, not of their controller. */
  readonly metadata: View | undefined;
}

/** A container of a pod, of whichever list. */
export interface Container {
  readonly pod: Pod;
  readonly view: View;
  readonly list: ContainerList;
}

/** The lists of containers that a pod has. */
export const containerLists = ["initContainers", "containers", "ephemeralContainers"] as const;
/** One of the lists of containers that a pod has. */
export type ContainerList = (typeof containerLists)[number];

/**
 * Where each kind keeps its pod. `Rollout` is Argo's drop-in Deployment.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/
 */
const podPaths: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:core:Pod": [],
  "kubernetes:core:PodTemplate": ["template"],
  "kubernetes:core:ReplicationController": ["spec", "template"],
  "kubernetes:apps:Deployment": ["spec", "template"],
  "kubernetes:apps:StatefulSet": ["spec", "template"],
  "kubernetes:apps:DaemonSet": ["spec", "template"],
  "kubernetes:apps:ReplicaSet": ["spec", "template"],
  "kubernetes:batch:Job": ["spec", "template"],
  "kubernetes:batch:CronJob": ["spec", "jobTemplate", "spec", "template"],
  "kubernetes:argoproj.io:Rollout": ["spec", "template"],
};

/** Pods and pod templates of every kind that has them. */
export const pods: Scope<Pod> = {
  types: Object.keys(podPaths),
  *subjects(resource) {
    const path = podPaths[resource.type] ?? [];
    const spec = resource.props.get(...path, "spec");
    if (spec !== undefined) yield { resource, spec, metadata: resource.props.get(...path, "metadata") };
  },
};

/** Every container of every pod: init, ordinary and ephemeral ones. */
export const containers: Scope<Container> = {
  types: pods.types,
  *subjects(resource) {
    for (const pod of pods.subjects(resource)) yield* containersOf(pod);
  },
};

/** The containers of one pod in the order in which they start. @throws {Unproved} */
export function containersOf(pod: Pod): Container[] {
  return containerLists.flatMap((list) => pod.spec.list(list).map((view) => ({ pod, view, list })));
}

/** The subjects of a scope that are of interest; the rest of the rule does not see the others. */
export function onlyWhere<S>(scope: Scope<S>, isWanted: (subject: S) => boolean): Scope<S> {
  return { types: scope.types, subjects: (resource) => [...scope.subjects(resource)].filter(isWanted) };
}
