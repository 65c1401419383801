import type { Ledger } from "./ledger";
import { Once } from "./once";
import type { Resource } from "./resource";
import type { Scope } from "./rule";

/** The parts of one resource that scopes are about: looked up once for all rules and scopes that share a scope. */
export class Subjects {
  private readonly found: Once;

  constructor(
    private readonly resource: Resource,
    ledger: Ledger,
  ) {
    this.found = new Once(ledger);
  }

  /**
   * The subjects of a scope, in the order of the program.
   *
   * @param scope one that is about resources of this type
   * @throws {Unproved} when one cannot be told.
   */
  of<S>(scope: Scope<S>): readonly S[] {
    return this.found.of(scope, () => scope.subjects(this.resource, this));
  }
}
