/** One thing that is wrong with an input. */
export interface InputProblem {
  /** Where: `groups.shop[0].clusters`, `line 12`; empty for the input as a whole. */
  readonly path: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** An input that the fleet cannot work with. Its message is one line per problem. */
export class FleetInputError extends Error {
  override readonly name = "FleetInputError";

  /**
   * @param input - what was read: a file name, an option
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
