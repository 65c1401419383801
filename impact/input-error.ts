/** One thing that is wrong with an input file. */
export interface InputProblem {
  /** Where: `steps[3].urn`, `line 12`; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** An input that cannot be read. Holds every problem found, one line each; never a value of the input. */
export class ImpactInputError extends Error {
  /**
   * @param input - what was read, in words: a file name, "standard input"
   * @param problems - at least one
   */
  constructor(
    readonly input: string,
    readonly problems: readonly InputProblem[],
  ) {
    super(
      problems
        .map(({ path, message }) => [input, path, message].filter((part) => part !== "").join(": "))
        .join("\n"),
    );
    this.name = "ImpactInputError";
  }
}
