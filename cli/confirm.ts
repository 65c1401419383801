import { createInterface } from "node:readline/promises";
import { UserError } from "./context";

/** What the command line says about being asked. */
interface ConfirmFlags {
  readonly yes?: boolean;
  readonly json?: boolean;
}

/**
 * Asks the person at the keyboard before something is changed, unless `--yes` was given.
 *
 * @param question - a whole question
 * @param words - the command that changes things, and the one that only looks
 * @throws UserError when the answer is not "yes", or there is nobody to ask
 */
export async function confirm(
  question: string,
  flags: ConfirmFlags,
  words: { readonly verb: string; readonly look: string },
): Promise<void> {
  if (flags.yes === true) return;
  if (!process.stdin.isTTY || flags.json === true) {
    throw new UserError(
      `${words.verb} changes things and there is nobody to ask: add --yes, or run "${words.look}" to look only`,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} Type "yes": `);
  terminal.close();
  if (answer.trim() !== "yes") throw new UserError("not confirmed; nothing was changed");
}
