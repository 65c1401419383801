import { type Answer, canBePlaced, type Constraints, type Requirement, type Toleration } from "../scheduling";
import type { Resource } from "../resource";
import type { Stack } from "../stack";
import type { View } from "../view";
import { BUILD_LABEL, clustersBehind, decidedLabels, type NodePool, nodePools } from "./node-pools";
import { OLD_OS_LABEL, OS_LABEL, selectedOs } from "./pod-os";
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
  return new Map([...broughtSelector(pod, stack), ...entriesOf(pod.spec, "nodeSelector")]);
}

/**
 * Whether a pod's selector contradicts that of its RuntimeClass: then the API server refuses the pod.
 *
 * @throws {Unproved}
 * @see https://kubernetes.io/docs/concepts/containers/runtime-class/ (Scheduling)
 */
function contradictsRuntimeClass(pod: Pod, stack: Stack): boolean {
  const own = new Map(entriesOf(pod.spec, "nodeSelector"));
  return broughtSelector(pod, stack).some(([key, value]) => (own.get(key) ?? value) !== value);
}

function broughtSelector(pod: Pod, stack: Stack): [string, string][] {
  const scheduling = runtimeClassOf(pod, stack)?.props.get("scheduling");
  return scheduling === undefined ? [] : entriesOf(scheduling, "nodeSelector");
}

/** What in a pod decides where it can be placed. @throws {Unproved} */
export function constraintsOf(pod: Pod, stack: Stack): Constraints {
  const runtimeClass = runtimeClassOf(pod, stack);
  return {
    selector: selectorOf(pod, stack),
    affinity: affinityOf(pod),
    tolerations: [
      ...pod.spec.list("tolerations"),
      ...(runtimeClass?.props.list("scheduling", "tolerations") ?? []),
    ].map(tolerationOf),
  };
}

/** The terms of a pod's required node affinity. @throws {Unproved} */
export function affinityOf({ spec }: Pod): Requirement[][] {
  return spec
    .list("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
    .map((term) =>
      [...term.list("matchExpressions"), ...term.list("matchFields")].map((one) => ({
        key: one.string("key") ?? "",
        operator: one.string("operator") ?? "",
        values: one.strings("values"),
      })),
    );
}

/** Whether selector or required affinity say anything about the OS. @throws {Unproved} */
export function mindsOs(pod: Pod): boolean {
  if (selectedOs(pod) !== undefined) return true;
  const terms = affinityOf(pod);
  return terms.length > 0 && terms.every((term) => term.some(({ key }) => OS_KEYS.includes(key)));
}

/** Labels that decide the OS: the current one, its old name, and the build, which only Windows nodes have. */
const OS_KEYS: readonly string[] = [OS_LABEL, OLD_OS_LABEL, BUILD_LABEL];

function entriesOf(view: View, property: string): [string, string][] {
  return view.keys(property).map((key) => [key, view.string(property, key) ?? ""]);
}

function tolerationOf(view: View): Toleration {
  return {
    key: view.string("key"),
    operator: view.string("operator"),
    value: view.string("value"),
    effect: view.string("effect"),
  };
}

/**
 * The pools on whose nodes the scheduler may place a pod.
 *
 * @returns those where it may, and those where a label from outside of the program decides
 * @throws {Unproved} when a pool or the pod cannot be told
 */
export function placementOf(
  pod: Pod,
  stack: Stack,
): { readonly yes: NodePool[]; readonly cannotTell: NodePool[] } {
  if (contradictsRuntimeClass(pod, stack)) return { yes: [], cannotTell: [] };
  const constraints = constraintsOf(pod, stack);
  const clusters = clustersBehind(pod.resource, stack);
  const candidates = nodePools(stack).filter(
    ({ cluster }) => cluster === undefined || clusters.includes(cluster),
  );
  // A label that one pool declares is taken for one that the others do not have.
  const declared = new Set([...candidates.flatMap(({ labels }) => [...labels.keys()]), ...decidedLabels]);
  const answers = candidates.map((pool) => {
    const certainlyAbsent = (key: string) => declared.has(key) && !pool.undecided.has(key);
    return { pool, answer: canBePlaced(constraints, { ...pool, certainlyAbsent }) };
  });
  const where = (wanted: Answer) => answers.filter(({ answer }) => answer === wanted).map(({ pool }) => pool);
  return { yes: where("yes"), cannotTell: where("cannot tell") };
}

/** The pools that the pod may be placed on, those included where a label from outside decides. @throws {Unproved} */
export function reachablePools(pod: Pod, stack: Stack): NodePool[] {
  const { yes, cannotTell } = placementOf(pod, stack);
  return [...yes, ...cannotTell];
}
