import type { Resource } from "../resource";
import type { Stack } from "../stack";
import type { View } from "../view";
import { clustersBehind, type NodePool, nodePools } from "./node-pools";
import type { Pod } from "./pods";
import { runtimeClasses } from "./resources";

/** The RuntimeClass that a pod names, if the program declares it for the same cluster. @throws {Unproved} */
export function runtimeClassOf({ spec, resource }: Pod, stack: Stack): Resource | undefined {
  const name = spec.string("runtimeClassName");
  if (name === undefined) return undefined;
  return stack
    .subjects(runtimeClasses)
    .filter(({ providerUrn }) => providerUrn === resource.providerUrn)
    .find(({ props }) => props.string("metadata", "name") === name);
}

/** Labels that a node must have for the pod: its own selector and that of its RuntimeClass. @throws {Unproved} */
export function selectorOf(pod: Pod, stack: Stack): ReadonlyMap<string, string> {
  const scheduling = runtimeClassOf(pod, stack)?.props.get("scheduling");
  const brought = scheduling === undefined ? [] : entriesOf(scheduling, "nodeSelector");
  return new Map([...brought, ...entriesOf(pod.spec, "nodeSelector")]);
}

function entriesOf(view: View, property: string): [string, string][] {
  return view.keys(property).map((key) => [key, view.string(property, key) ?? ""]);
}

/**
 * The pools whose nodes have all labels that the pod's selectors ask for.
 *
 * A label that no pool and no platform declares is taken for one that a node may get otherwise: it rules out nothing.
 *
 * @throws {Unproved} when a pool or the selector cannot be told
 */
export function reachablePools(pod: Pod, stack: Stack): NodePool[] {
  const selector = selectorOf(pod, stack);
  const clusters = clustersBehind(pod.resource, stack);
  const candidates = nodePools(stack).filter(
    ({ cluster }) => cluster === undefined || clusters.includes(cluster),
  );
  const declared = new Set(candidates.flatMap(({ labels }) => [...labels.keys()]));
  return candidates.filter(({ labels }) =>
    [...selector].every(([key, value]) => !declared.has(key) || labels.get(key) === value),
  );
}
