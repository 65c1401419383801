/** One thing that is wrong with an input. */
export interface InputProblem {
  /** Where: `steps[3].urn`, `line 12`; empty for the input as a whole. */
  readonly path: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** An input that cannot be worked with. Holds every problem found, one line each; never a value of the input. */
export class InputError extends Error {
  override readonly name = "InputError";

  /**
   * @param input - what was read, in words: a file name, an option, "standard input"
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
  }
}
