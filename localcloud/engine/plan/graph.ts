import { dependenciesOf, type ResourceState } from "../state/resource";

/** Who depends on whom among the resources of a state, which lists what is needed before what needs it. */
export class DependencyGraph {
  readonly #index: ReadonlyMap<ResourceState, number>;
  readonly #byUrn = new Map<string, ResourceState[]>();
  readonly #dependents = new Map<string, ResourceState[]>();

  constructor(readonly resources: readonly ResourceState[]) {
    this.#index = new Map(resources.map((state, i) => [state, i]));
    for (const state of resources) {
      push(this.#byUrn, state.urn, state);
      for (const urn of dependenciesOf(state)) push(this.#dependents, urn, state);
    }
  }

  /** Whether the resource is one of the state's. */
  has(state: ResourceState): boolean {
    return this.#index.has(state);
  }

  /** The objects of a resource: the present one, and those that were replaced. */
  objectsOf(urn: string): readonly ResourceState[] {
    return this.#byUrn.get(urn) ?? [];
  }

  /** The resources that this one needs directly, the parent and the provider included. */
  dependenciesOf(state: ResourceState): ResourceState[] {
    const own = this.#index.get(state) ?? this.resources.length;
    return dependenciesOf(state)
      .flatMap((urn) => this.#byUrn.get(urn) ?? [])
      .filter((candidate) => (this.#index.get(candidate) ?? 0) < own);
  }

  /**
   * What depends on a resource, directly or through others, in the order of the state.
   *
   * @param ignored URNs that count neither as dependents nor as links to further ones.
   * @param throughParent Whether a child counts as dependent of its parent.
   */
  dependentsOf(
    root: ResourceState,
    ignored: (urn: string) => boolean,
    throughParent: boolean,
  ): ResourceState[] {
    const found = new Set<ResourceState>();
    const queue = [root];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const candidate of this.#dependents.get(next.urn) ?? []) {
        if (
          found.has(candidate) ||
          ignored(candidate.urn) ||
          this.#position(candidate) <= this.#position(root)
        )
          continue;
        if (!throughParent && !dependsOtherThanAsChild(candidate, next.urn)) continue;
        found.add(candidate);
        queue.push(candidate);
      }
    }
    return [...found].sort((a, b) => this.#position(a) - this.#position(b));
  }

  #position(state: ResourceState): number {
    return this.#index.get(state) ?? -1;
  }
}

/**
 * Sorts the resources to delete into groups: within one, none needs another; a group goes before those it needs.
 *
 * @param graph Knows all of them.
 */
export function deletionGroups(
  graph: DependencyGraph,
  condemned: readonly ResourceState[],
): ResourceState[][] {
  const among = new Set(condemned);
  const depths = new Map<ResourceState, number>();
  const depth = (state: ResourceState): number => {
    const known = depths.get(state);
    if (known !== undefined) return known;
    const needed = graph.dependenciesOf(state).filter((dependency) => among.has(dependency));
    const value = needed.reduce((deepest, dependency) => Math.max(deepest, depth(dependency) + 1), 0);
    depths.set(state, value);
    return value;
  };
  const groups: ResourceState[][] = [];
  for (const state of condemned) (groups[depth(state)] ??= []).push(state);
  return groups.reverse();
}

function dependsOtherThanAsChild(state: ResourceState, urn: string): boolean {
  return dependenciesOf({ ...state, parent: "" }).includes(urn);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
