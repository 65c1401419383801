import * as fs from "node:fs";
import * as path from "node:path";
import type { Settled } from "../../adopt";
import { isRecord } from "../../localcloud/wire/values";
import { findContext, UserError } from "../context";
import type { StackRun } from "./take-over";

/**
 * Changes the resources of a stack's state in the local backend, secrets left encrypted. The engine is done with it.
 *
 * @returns names of the pools whose copies were taken out
 */
export function rewriteState(
  { backend, projectDir, stack }: StackRun,
  change: (resources: readonly unknown[]) => Settled,
): readonly string[] {
  const { project } = findContext(projectDir);
  const file = path.join(backend, ".pulumi", "stacks", project, `${stack}.json`);
  const state: unknown = JSON.parse(fs.readFileSync(file, "utf8"));
  const checkpoint = isRecord(state) ? state["checkpoint"] : undefined;
  const latest = isRecord(checkpoint) ? checkpoint["latest"] : undefined;
  if (!isRecord(state) || !isRecord(checkpoint) || !isRecord(latest) || !Array.isArray(latest["resources"]))
    throw new UserError(`${file}: is no state of a stack`);
  const { resources, removed } = change(latest["resources"]);
  if (removed.length === 0) return removed;
  const settled = { ...state, checkpoint: { ...checkpoint, latest: { ...latest, resources } } };
  const unfinished = `${file}.${String(process.pid)}.tmp`;
  fs.writeFileSync(unfinished, `${JSON.stringify(settled, undefined, 4)}\n`);
  fs.renameSync(unfinished, file);
  return removed;
}
