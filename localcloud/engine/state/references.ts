import { dependenciesOf, type ResourceState } from "./resource";

/** The resources without references to what is not among them, or comes later. */
export function withoutDanglingReferences(resources: readonly ResourceState[]): ResourceState[] {
  const there = new Set<string>();
  return resources.map((state) => {
    const whole = dependenciesOf(state).every((urn) => there.has(urn));
    there.add(state.urn);
    return whole ? state : pruned(state, (urn) => urn !== state.urn && there.has(urn));
  });
}

/** The resource with only those references that are kept; properties that depend on nothing then are left out. */
export function pruned(state: ResourceState, keep: (urn: string) => boolean): ResourceState {
  const byProperty = Object.entries(state.propertyDependencies).map(
    ([name, urns]) => [name, urns.filter(keep)] as const,
  );
  return {
    ...state,
    dependencies: state.dependencies.filter(keep),
    propertyDependencies: Object.fromEntries(byProperty.filter(([, urns]) => urns.length > 0)),
    deletedWith: keep(state.deletedWith) ? state.deletedWith : "",
    replaceWith: state.replaceWith.filter(keep),
    parent: keep(state.parent) ? state.parent : "",
  };
}
