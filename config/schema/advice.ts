/** What to do about a broken rule, and where the rule is documented. */
export interface Advice {
  readonly fix: string;
  readonly url?: string;
}

const adviceByReason = new Map<string, Advice>();

/**
 * The message of a schema rule. Valibot carries only a text through to its issues, so the advice is kept beside it,
 * under that text.
 *
 * @param reason - what the value must be
 * @param fix - what to do
 * @param url - where the rule is documented
 * @returns the reason, to hand to a valibot action
 */
export function rule(reason: string, fix: string, url?: string): string {
  adviceByReason.set(reason, url === undefined ? { fix } : { fix, url });
  return reason;
}

/**
 * The advice that belongs to the message of an issue.
 *
 * @param reason - message of a valibot issue
 */
export function adviceFor(reason: string): Advice | undefined {
  return adviceByReason.get(reason);
}
