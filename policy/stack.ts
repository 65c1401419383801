import type { Resource } from "./resource";
import type { Scope } from "./rule";

/** All resources of a stack, for rules that compare one with others. */
export class Stack {
  private readonly byType = new Map<string, Resource[]>();
  private readonly byUrn = new Map<string, Resource>();

  constructor(readonly resources: readonly Resource[]) {
    for (const resource of resources) {
      this.byUrn.set(resource.urn, resource);
      const sameType = this.byType.get(resource.type);
      if (sameType === undefined) this.byType.set(resource.type, [resource]);
      else sameType.push(resource);
    }
  }

  /** The resource with this URN, if the program declares it. */
  resource(urn: string): Resource | undefined {
    return this.byUrn.get(urn);
  }

  /** All subjects of a scope, in the order of the program. @throws {Unproved} when one cannot be told. */
  subjects<S>(scope: Scope<S>): S[] {
    return scope.types
      .flatMap((type) => this.byType.get(type) ?? [])
      .flatMap((resource) => [...scope.subjects(resource)]);
  }

  /** The resources that a top-level property of another takes its value from. */
  behind(resource: Resource, property: string): Resource[] {
    return (resource.propertyDependencies.get(property) ?? []).flatMap((urn) => this.resource(urn) ?? []);
  }
}
