/** A broken rule of the schema in parts. */
export interface BrokenRule {
  /** What the value must be. */
  readonly reason: string;
  /** What to do. */
  readonly fix: string;
  /** Where the rule is documented. */
  readonly url?: string;
}

/**
 * The message of a schema rule. Valibot carries one text from a rule to its issues, so the parts share it, a line each.
 *
 * @param reason - what the value must be
 * @param fix - what to do
 * @param url - where the rule is documented
 * @returns the message for a valibot action; {@link readRule} takes it apart again
 */
export function rule(reason: string, fix: string, url?: string): string {
  return [reason, fix, ...(url === undefined ? [] : [url])].join("\n");
}

/**
 * The parts of a message that {@link rule} made.
 *
 * @param message - message of a valibot issue
 * @returns the parts, or `undefined` when valibot made the message
 */
export function readRule(message: string): BrokenRule | undefined {
  const [reason, fix, url] = message.split("\n");
  if (reason === undefined || fix === undefined) return undefined;
  return url === undefined ? { reason, fix } : { reason, fix, url };
}
