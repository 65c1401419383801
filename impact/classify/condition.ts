import type { ChangeCondition } from "../../catalogue/impact";
import { compareMinors, parseMinor } from "../../catalogue/kubernetes-minors";
import { isUnknown } from "../values";
import type { JsonValue } from "../json";
import type { Change } from "./change";

/**
 * Whether a row of the table holds for a change.
 *
 * @param when - condition of the row; `undefined` holds always
 * @param change - the change
 * @param os - operating system of the pool, where there is one
 */
export function holds(when: ChangeCondition | undefined, change: Change, os: string | undefined): boolean {
  if (when === undefined) return true;
  return (
    (when.os === undefined || when.os === os) &&
    (when.kind === undefined || when.kind === change.kind) &&
    (when.from === undefined || isOneOf(change.old, when.from)) &&
    (when.to === undefined || (!change.unknown && isOneOf(change.new, when.to))) &&
    (when.version === undefined || when.version === versionMove(change.old, change.new)) &&
    (when.number === undefined || when.number === numberMove(change.old, change.new))
  );
}

function isOneOf(value: JsonValue | undefined, allowed: readonly string[]): boolean {
  const text =
    value === undefined || value === null ? "" : typeof value === "object" ? undefined : String(value);
  return text !== undefined && allowed.some((one) => one.toLowerCase() === text.toLowerCase());
}

function versionMove(old: JsonValue | undefined, next: JsonValue | undefined): ChangeCondition["version"] {
  const [from, to] = [minorOf(old), minorOf(next)];
  if (from === undefined || to === undefined) return undefined;
  const distance = compareMinors(to, from);
  if (distance < 0) return "back";
  if (distance === 0) return isOlderPatch(old, next) ? "back" : "patch";
  return distance === 1 ? "next-minor" : "skips-minors";
}

function minorOf(value: JsonValue | undefined): ReturnType<typeof parseMinor> {
  return typeof value === "string" && !isUnknown(value) ? parseMinor(value) : undefined;
}

/** `1.36` without a patch may be any: then neither is older. */
function isOlderPatch(old: JsonValue | undefined, next: JsonValue | undefined): boolean {
  const [from, to] = [patchOf(old), patchOf(next)];
  return from !== undefined && to !== undefined && to < from;
}

function patchOf(value: JsonValue | undefined): number | undefined {
  const patch = /^v?1\.\d+\.(\d+)/.exec(typeof value === "string" ? value : "")?.[1];
  return patch === undefined ? undefined : Number(patch);
}

function numberMove(old: JsonValue | undefined, next: JsonValue | undefined): ChangeCondition["number"] {
  if (typeof old !== "number" || typeof next !== "number" || old === next) return undefined;
  return next > old ? "grows" : "shrinks";
}
