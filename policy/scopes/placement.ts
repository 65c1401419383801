import type { Stack } from "../stack";
import { clustersBehind, type NodePool, nodePools } from "./node-pools";
import type { Pod } from "./pods";
import { runtimeClasses } from "./resources";

/** Labels that a node must have for the pod: its own selector and that of its RuntimeClass. @throws {Unproved} */
export function selectorOf({ spec, resource }: Pod, stack: Stack): ReadonlyMap<string, string> {
  const own = spec
    .keys("nodeSelector")
    .map((key): [string, string] => [key, spec.string("nodeSelector", key) ?? ""]);
  const className = spec.string("runtimeClassName");
  if (className === undefined) return new Map(own);
  const runtimeClass = stack
    .subjects(runtimeClasses)
    .filter(({ providerUrn }) => providerUrn === resource.providerUrn)
    .find(({ props }) => props.string("metadata", "name") === className);
  const props = runtimeClass?.props;
  const brought = (props?.keys("scheduling", "nodeSelector") ?? []).map((key): [string, string] => [
    key,
    props?.string("scheduling", "nodeSelector", key) ?? "",
  ]);
  return new Map([...brought, ...own]);
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
