/** A failure that has been reported as an event already; it only ends what is going on. */
export class Reported extends Error {
  override readonly name = "Reported";
}

/** Something that the embedded engine does not do. Thrown before anything is changed. */
export class Unsupported extends Error {
  override readonly name = "Unsupported";

  /** @param what The option or call, by name. */
  constructor(what: string) {
    super(
      `${what} is not supported by the embedded engine; use --engine pulumi, or see docs/engine-refusals.md`,
    );
  }
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
