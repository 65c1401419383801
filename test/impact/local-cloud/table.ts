import assert from "node:assert/strict";
import { hasOtherCode, liesOf, overWarningsOf } from "./trial";
import type { Trial } from "./trial";

/** What a table of trials comes to. */
export interface Tally {
  readonly tried: number;
  readonly exact: number;
  readonly over: number;
  readonly lies: readonly string[];
  /** Over-warnings and other codes without a reason beside the edit. */
  readonly unexplained: readonly string[];
}

/**
 * Counts and prints the trials: edit, what was said, what happened, verdict.
 *
 * @param title - heading of the table
 * @param trials - in the order in which they were made
 */
export function report(title: string, trials: readonly Trial[]): Tally {
  console.log(`\n      ${title}`);
  for (const trial of trials) console.log(`      ${line(trial)}`);
  const over = trials.filter((trial) => liesOf(trial).length === 0 && overWarningsOf(trial).length > 0);
  const tally = {
    tried: trials.length,
    exact: trials.length - over.length - trials.filter((trial) => liesOf(trial).length > 0).length,
    over: over.length,
    lies: trials.flatMap((trial) => liesOf(trial).map((lie) => `${trial.edit.name}: ${lie}`)),
    unexplained: [
      ...over
        .filter(({ edit }) => edit.over === undefined)
        .map((trial) => `${trial.edit.name}: ${overWarningsOf(trial).join("; ")}`),
      ...trials
        .filter((trial) => hasOtherCode(trial) && trial.edit.otherCode === undefined)
        .map(
          ({ edit, seen, predicted }) => `${edit.name}: code ${seen.code}, not ${predicted.codes.join(", ")}`,
        ),
    ],
  };
  const { tried, exact, lies } = tally;
  console.log(
    `      ${String(tried)} edits: ${String(exact)} exact, ${String(tally.over)} over-warnings, ${String(lies.length)} lies\n`,
  );
  return tally;
}

/** No lies, and a reason for each over-warning; a reason that is no longer needed is a defect, too. */
export function assertHonest({ lies, unexplained }: Tally, trials: readonly Trial[]): void {
  assert.deepEqual(lies, [], "the report promised less than happened");
  assert.deepEqual(unexplained, [], "no reason stands beside the edit");
  const idle = trials
    .filter(({ edit }) => edit.over !== undefined)
    .filter((trial) => overWarningsOf(trial).length === 0);
  assert.deepEqual(
    idle.map(({ edit }) => edit.name),
    [],
    "these edits have a reason for an over-warning that is none",
  );
}

/** One line of a table. */
export function line(trial: Trial): string {
  const { edit, predicted, seen, backRefused } = trial;
  const said = [
    predicted.effect,
    ...predicted.codes,
    ...(predicted.drained.max > 0
      ? [`${String(predicted.drained.min)}-${String(predicted.drained.max)} nodes`]
      : []),
  ];
  const happened = [
    seen.worst,
    ...(seen.code === "" ? [] : [seen.code]),
    ...(seen.nodesLost > 0 ? [`${String(seen.nodesLost)} nodes`] : []),
    ...(seen.podsLost > 0 ? [`${String(seen.podsLost)} pods`] : []),
    ...(backRefused === true ? ["no way back"] : []),
  ];
  const [lies, over] = [liesOf(trial), overWarningsOf(trial)];
  const verdict =
    lies.length > 0
      ? `LIE: ${lies.join("; ")}`
      : over.length > 0
        ? `over-warning: ${edit.over ?? "?"}`
        : "exact";
  return `${edit.name} | ${said.join(", ")} | ${happened.join(", ")} | ${verdict}`;
}
