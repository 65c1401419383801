import type { Resource } from "../resource";
import type { Stack } from "../stack";
import { type Pod, pods } from "./pods";
import { resourcesOf } from "./resources";

/** Kubernetes services. */
export const services = resourcesOf("kubernetes:core:Service");

/** The pods of the stack to which a service sends, by its selector. @throws {Unproved} */
export function podsBehind(service: Resource, stack: Stack): Pod[] {
  const { props } = service;
  const keys = props.keys("spec", "selector");
  if (keys.length === 0) return [];
  const wanted = keys.map((key) => [key, props.string("spec", "selector", key)] as const);
  return stack
    .subjects(pods)
    .filter((pod) => namespaceOf(pod.resource) === namespaceOf(service) && hasLabels(pod, wanted));
}

/** The namespace of an object. @throws {Unproved} */
export function namespaceOf({ props }: Resource): string {
  return props.string("metadata", "namespace") ?? "default";
}

/** Whether the pods have these labels. @throws {Unproved} */
export function hasLabels(
  { metadata }: Pod,
  wanted: readonly (readonly [string, string | undefined])[],
): boolean {
  return wanted.every(([key, value]) => metadata?.string("labels", key) === value);
}
