import type { Resource } from "../resource";
import type { Scope } from "../rule";
import type { Subjects } from "../subjects";
import type { View } from "../view";

/** A pod, or the template from which a controller makes pods. */
export interface Pod {
  readonly resource: Resource;
  /** What scopes find in the resource. */
  readonly parts: Subjects;
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
  subjects(resource, parts) {
    const path = podPaths[resource.type] ?? [];
    const spec = resource.props.get(...path, "spec");
    if (spec === undefined) return [];
    return [{ resource, parts, spec, metadata: resource.props.get(...path, "metadata") }];
  },
};

/** Every container of every pod: init, ordinary and ephemeral ones. */
export const containers: Scope<Container> = {
  types: pods.types,
  subjects: (_, others) => others.of(pods).flatMap(listContainers),
};

/** Every container of the pods of a scope. */
export function containersIn(scope: Scope<Pod>): Scope<Container> {
  return { types: scope.types, subjects: (_, others) => others.of(scope).flatMap(containersOf) };
}

/** The containers of one pod in the order in which they start. @throws {Unproved} */
export function containersOf({ parts }: Pod): readonly Container[] {
  // A resource has one pod at most.
  return parts.of(containers);
}

function listContainers(pod: Pod): Container[] {
  return containerLists.flatMap((list) => pod.spec.list(list).map((view) => ({ pod, view, list })));
}

/** The subjects of a scope that are of interest; the rest of the rule does not see the others. */
export function onlyWhere<S>(scope: Scope<S>, isWanted: (subject: S) => boolean): Scope<S> {
  return { types: scope.types, subjects: (_, others) => others.of(scope).filter(isWanted) };
}
