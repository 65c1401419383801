import type { Resource } from "../resource";
import type { Stack } from "../stack";
import { isWindowsPod } from "./pod-os";
import { type Pod, pods } from "./pods";
import { namespaces, resourcesOf } from "./resources";

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
    .filter(
      (pod) => namespaceOf(pod.resource, stack) === namespaceOf(service, stack) && hasLabels(pod, wanted),
    );
}

/** The Windows pods of the stack to which a service sends. @throws {Unproved} */
export function windowsPodsBehind(service: Resource, stack: Stack): Pod[] {
  return podsBehind(service, stack).filter(isWindowsPod);
}

/**
 * The namespace of an object. Where it is unknown yet, it is that of the Namespace resource it comes from.
 *
 * @throws {Unproved}
 */
export function namespaceOf(resource: Resource, stack: Stack): string {
  if (resource.props.isUnknown("metadata", "namespace")) {
    const [only, ...others] = stack
      .behind(resource, "metadata")
      .filter(({ type }) => namespaces.types.includes(type));
    if (only !== undefined && others.length === 0) return only.props.string("metadata", "name") ?? only.name;
  }
  return resource.props.string("metadata", "namespace") ?? "default";
}

/** Whether the pods have these labels. @throws {Unproved} */
export function hasLabels(
  { metadata }: Pod,
  wanted: readonly (readonly [string, string | undefined])[],
): boolean {
  return wanted.every(([key, value]) => metadata?.string("labels", key) === value);
}
