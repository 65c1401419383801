/** A set of URNs, some perhaps given as patterns. */
export class UrnSet {
  readonly #urns: Set<string>;
  readonly #patterns: readonly RegExp[];

  /** @param given URNs; `*` stands for anything within one part of a URN, `**` for anything. Absent: no restriction. */
  constructor(private readonly given: readonly string[] | undefined) {
    this.#urns = new Set(given?.filter((urn) => !urn.includes("*")));
    this.#patterns = (given ?? []).filter((urn) => urn.includes("*")).map(patternOf);
  }

  /** Whether there is a restriction at all. */
  get constrained(): boolean {
    return this.given !== undefined && this.given.length > 0;
  }

  /** The URNs that were given or added in full. */
  get literals(): readonly string[] {
    return [...this.#urns];
  }

  /** Whether the URN is in the set. */
  has(urn: string): boolean {
    return this.#urns.has(urn) || this.#patterns.some((pattern) => pattern.test(urn));
  }

  /** Puts a URN into the set. */
  add(urn: string): void {
    this.#urns.add(urn);
  }
}

function patternOf(text: string): RegExp {
  const source = text
    .split(/(\*\*|\*)/u)
    .map((part) =>
      part === "**" ? ".*" : part === "*" ? "[^:]*" : part.replace(/[.+?^${}()|[\]\\]/gu, "\\$&"),
    )
    .join("");
  return new RegExp(`^${source}$`, "su");
}
