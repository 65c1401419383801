import type { Ledger } from "./ledger";
import { Once } from "./once";
import type { Resource } from "./resource";
import type { Scope } from "./rule";
import { Subjects } from "./subjects";

/** All resources of a stack, for rules that compare one with others. */
export class Stack {
  private readonly byType = new Map<string, Resource[]>();
  private readonly byUrn = new Map<string, Resource>();
  private readonly parts = new Map<Resource, Subjects>();
  private readonly drawn: Once;

  /** @param ledger where the views of these resources write */
  constructor(
    readonly resources: readonly Resource[],
    ledger: Ledger,
  ) {
    this.drawn = new Once(ledger);
    for (const resource of resources) {
      this.byUrn.set(resource.urn, resource);
      this.parts.set(resource, new Subjects(resource, ledger));
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
  subjects<S>(scope: Scope<S>): readonly S[] {
    return this.drawn.of(scope, () =>
      scope.types
        .flatMap((type) => this.byType.get(type) ?? [])
        .flatMap((one) => this.partsOf(one).of(scope)),
    );
  }

  /** What scopes find in one resource of the stack. */
  partsOf(resource: Resource): Subjects {
    const parts = this.parts.get(resource);
    if (parts === undefined) throw new Error(`${resource.urn} is not of this stack`);
    return parts;
  }

  /** What a function draws from the stack alone, called once for all rules. @throws {Unproved} as the function. */
  once<T>(draw: (stack: Stack) => T): T {
    return this.drawn.of(draw, () => draw(this));
  }

  /** The resources that a top-level property of another takes its value from. */
  behind(resource: Resource, property: string): Resource[] {
    return (resource.propertyDependencies.get(property) ?? []).flatMap((urn) => this.resource(urn) ?? []);
  }
}
