import { isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";

import { isWindowsRelease, type WindowsRelease } from "../catalogue/windows-releases";
import { migrationTaint, type Goal, type PoolEntry, type Slot } from "./observation";
import type { Edit } from "./step";

/** The configuration cannot be edited; the message says where and why. */
export class MigrationEditError extends Error {
  override readonly name = "MigrationEditError";
}

/**
 * The entries of a pool in a stack's configuration.
 *
 * @param text - content of `Pulumi.<stack>.yaml`
 * @param pool - name of the pool
 * @throws MigrationEditError when an entry is no Windows pool as the configuration has them
 */
export function poolEntries(text: string, pool: string): readonly PoolEntry[] {
  const { pools } = open(text);
  return entriesOf(pools, pool).map((entry) => {
    const release = entry.get("release");
    if (typeof release !== "string" || !isWindowsRelease(release))
      throw new MigrationEditError(
        `the pool ${pool} has no Windows release in quotes, such as release: "2022"`,
      );
    return { slot: slotOf(entry), release, closed: taintIndex(entry) >= 0, mayBeEmpty: mayBeEmpty(entry) };
  });
}

/**
 * Makes one change to a stack's configuration, and leaves everything else as it is, comments included.
 *
 * @returns the new content
 * @throws MigrationEditError when the entry to change is not there
 */
export function applyEdit(text: string, goal: Goal, edit: Edit): string {
  const { document, pools } = open(text);
  const entries = entriesOf(pools, goal.pool);
  const fresh = entries.find((entry) => entry.get("release") === goal.to);
  const old = entries.find((entry) => entry.get("release") !== goal.to);
  switch (edit) {
    case "add":
      pools.items.splice(pools.items.indexOf(need(old, goal)) + 1, 0, secondSlot(need(old, goal), goal.to));
      break;
    case "open":
      removeTaint(need(fresh, goal));
      break;
    case "close":
      addTaint(need(old, goal));
      break;
    case "reopen":
      removeTaint(need(old, goal));
      break;
    case "reclose":
      addTaint(need(fresh, goal));
      break;
    case "remove":
      pools.items.splice(pools.items.indexOf(need(old, goal)), 1);
      break;
    case "drop":
      pools.items.splice(pools.items.indexOf(need(fresh, goal)), 1);
      break;
  }
  return document.toString({ lineWidth: 0 });
}

const POOLS = "mullion:nodePools";

function open(text: string) {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined)
    throw new MigrationEditError(`the stack's configuration is no YAML: ${error.message}`);
  const pools = document.getIn(["config", POOLS]);
  if (!isSeq(pools)) throw new MigrationEditError(`the stack's configuration has no list ${POOLS}`);
  return { document, pools };
}

function entriesOf(pools: YAMLSeq, pool: string): readonly YAMLMap[] {
  return pools.items.filter((item): item is YAMLMap => isMap(item) && item.get("name") === pool);
}

function need(entry: YAMLMap | undefined, { pool }: Goal): YAMLMap {
  if (entry === undefined)
    throw new MigrationEditError(`the pool ${pool} is not in ${POOLS} as it was a moment ago`);
  return entry;
}

function slotOf(entry: YAMLMap): Slot {
  return entry.get("slot") === "b" ? "b" : "a";
}

function mayBeEmpty(entry: YAMLMap): boolean {
  const autoscale = entry.get("autoscale");
  return (isMap(autoscale) && autoscale.get("min") === 0) || entry.get("count") === 0;
}

/** The same pool in the other slot, of another release, closed to pods. */
function secondSlot(old: YAMLMap, release: WindowsRelease): YAMLMap {
  const fresh = old.clone();
  if (!isMap(fresh)) throw new MigrationEditError("the pool's entry is no map");
  fresh.commentBefore = null;
  fresh.set("release", release);
  const quoted = fresh.get("release", true);
  if (isScalar(quoted)) quoted.type = "QUOTE_DOUBLE";
  fresh.set("slot", slotOf(old) === "a" ? "b" : "a");
  addTaint(fresh);
  return fresh;
}

function taintIndex(entry: YAMLMap): number {
  const taints = entry.get("taints");
  return isSeq(taints)
    ? taints.items.findIndex((item) => isMap(item) && item.get("key") === migrationTaint.key)
    : -1;
}

function addTaint(entry: YAMLMap): void {
  if (taintIndex(entry) >= 0) return;
  const taints = entry.get("taints");
  if (isSeq(taints)) taints.add({ ...migrationTaint });
  else entry.set("taints", [{ ...migrationTaint }]);
}

function removeTaint(entry: YAMLMap): void {
  const index = taintIndex(entry);
  const taints = entry.get("taints");
  if (index < 0 || !isSeq(taints)) return;
  taints.items.splice(index, 1);
  if (taints.items.length === 0) entry.delete("taints");
}
