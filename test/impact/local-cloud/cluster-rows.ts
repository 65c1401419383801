import type { Goal, Stage, Wanted } from "./stage";
import { line } from "./table";
import { tryBothWays, tryEdits } from "./trial";
import type { Edit, Trial } from "./trial";

/** An edit of the cluster as it is at that point of a table. */
export interface ClusterRow {
  /** What is set; a property that is `undefined` goes. */
  readonly to: Wanted["inputs"];
  readonly options?: Wanted["options"];
  /** Whether the edit is taken back before the next row. @default true */
  readonly back?: false;
  /** Why the report is right to warn of more than the local cloud shows. */
  readonly over?: string;
  /** The same for the way back. */
  readonly backOver?: string;
  /** Why the report names another error code than the local cloud. */
  readonly otherCode?: string;
}

/**
 * Makes edits of the resource `cluster` one after another.
 *
 * @param stage - where
 * @param start - the program as it was deployed last
 * @param rows - the edits
 * @returns the trials, and the program as it is deployed then
 */
export async function tryRows(
  stage: Stage,
  start: Goal,
  rows: readonly ClusterRow[],
): Promise<{ readonly trials: readonly Trial[]; readonly goal: Goal }> {
  const trials: Trial[] = [];
  let goal = start;
  for (const row of rows) {
    const edit = editOf(row, goal["cluster"]);
    const tried =
      row.back === false ? await tryEdits(stage, goal, [edit]) : await tryBothWays(stage, goal, [edit]);
    trials.push(...tried.trials);
    for (const trial of tried.trials) console.log(`      ${line(trial)}`);
    goal = tried.goal;
  }
  return { trials, goal };
}

function editOf({ to, options, over, backOver, otherCode }: ClusterRow, cluster: Wanted | undefined): Edit {
  if (cluster === undefined) throw new Error("the program has no cluster");
  const with_ = options === undefined ? "" : ` with ${Object.keys(options).join(", ")}`;
  return {
    name: `cluster ${JSON.stringify(to).slice(0, 110)}${with_}`.replaceAll('"', ""),
    resource: "cluster",
    to: { ...cluster, inputs: { ...cluster.inputs, ...to }, ...(options === undefined ? {} : { options }) },
    ...(over === undefined ? {} : { over }),
    ...(backOver === undefined ? {} : { backOver }),
    ...(otherCode === undefined ? {} : { otherCode }),
  };
}
