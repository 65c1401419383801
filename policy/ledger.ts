/** One reading of a value that a rule could not use. */
export interface Obstacle {
  /** URN of the resource in which the value stands: for rules about the stack not always the one that is judged. */
  readonly urn: string;
  /** Where the value stands in that resource, as a path such as `spec.replicas`. */
  readonly path: string;
  /**
   * `unknown`: decided only during the deployment; `encrypted`: a secret in a state file; `malformed`: not of the type
   * that the platform's schema says.
   */
  readonly kind: "unknown" | "encrypted" | "malformed";
  /** For `malformed`: what was expected and what was found; never the value. */
  readonly detail?: string;
}

/** Thrown by a {@link View} that was asked for a value it cannot give; caught by {@link Ledger.attempt}, never by a rule. */
export class Unproved extends Error {
  override readonly name = "Unproved";

  constructor(readonly obstacle: Obstacle) {
    super(`${obstacle.path} is ${obstacle.kind}`);
  }
}

/** What came of reading views, and what that touched. */
export interface Reading<T> {
  /** Undefined when the reading ended at an obstacle, the last one. */
  readonly result: { readonly done: T } | undefined;
  readonly obstacles: readonly Obstacle[];
  readonly secretPaths: readonly string[];
}

const NONE: readonly never[] = [];

/**
 * What one run of one rule has touched that matters afterwards: values it could not read, and secrets it did.
 *
 * The views write here at each reading, so that a rule which swallows {@link Unproved} is still found out, and a
 * finding of a rule which read a secret is worded without the rule's own words.
 */
export class Ledger {
  // Nearly every page stays empty: it begins to exist with the first note.
  private met: Obstacle[] | undefined;
  private secrets: Set<string> | undefined;

  /** What could not be read, in order. */
  get obstacles(): readonly Obstacle[] {
    return this.met ?? NONE;
  }

  /** Paths of the secrets that were read, outermost first. */
  get secretPaths(): readonly string[] {
    return this.secrets === undefined ? NONE : [...this.secrets];
  }

  /** Starts a new page; secrets read while the subject was looked up are carried over. */
  open(carriedSecrets: readonly string[] = NONE): void {
    this.met = undefined;
    this.secrets = carriedSecrets.length === 0 ? undefined : new Set(carriedSecrets);
  }

  /** Notes that a secret was read. */
  secret(path: string): void {
    (this.secrets ??= new Set()).add(path);
  }

  /** Runs something that reads views; when that ends at an obstacle the obstacle is in {@link obstacles}. */
  attempt<T>(read: () => T): { readonly value?: T } {
    try {
      return { value: read() };
    } catch (error) {
      if (error instanceof Unproved) return {};
      throw error;
    }
  }

  /** Runs something that reads views, on a page of its own. The page that was open is open again afterwards. */
  apart<T>(read: () => T): Reading<T> {
    const { met, secrets } = this;
    this.open();
    try {
      const { value: result } = this.attempt(() => ({ done: read() }));
      return { result, obstacles: this.obstacles, secretPaths: this.secretPaths };
    } finally {
      this.met = met;
      this.secrets = secrets;
    }
  }

  /**
   * Notes on the open page what somebody read before, as if it was read now.
   *
   * @throws {Unproved} when the reading ended at an obstacle.
   */
  again<T>({ result, obstacles, secretPaths }: Reading<T>): T {
    for (const obstacle of obstacles) this.note(obstacle);
    for (const path of secretPaths) this.secret(path);
    const last = obstacles.at(-1);
    if (result !== undefined) return result.done;
    if (last === undefined) throw new Error("a reading without result has an obstacle");
    throw new Unproved(last);
  }

  /**
   * Notes a value that could not be read.
   *
   * @throws {Unproved} always: the rule ends here.
   */
  refuse(obstacle: Obstacle): never {
    this.note(obstacle);
    throw new Unproved(obstacle);
  }

  private note(obstacle: Obstacle): void {
    (this.met ??= []).push(obstacle);
  }
}
