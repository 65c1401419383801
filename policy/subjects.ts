import type { Ledger } from "./ledger";
import { Once } from "./once";
import type { Resource } from "./resource";
import type { Scope } from "./rule";

/** The parts of resources that scopes are about: looked up once for all rules that share a scope. */
export class Subjects {
  private readonly found: Once;

  constructor(
    ledger: Ledger,
    private readonly resourcesOf: (type: string) => readonly Resource[],
  ) {
    this.found = new Once(ledger);
  }

  /** The subjects of a scope, in the order of the program. @throws {Unproved} when one cannot be told. */
  of<S>(scope: Scope<S>): readonly S[] {
    return this.found.of(scope, () =>
      scope.types.flatMap(this.resourcesOf).flatMap((resource) => [...scope.subjects(resource)]),
    );
  }
}
