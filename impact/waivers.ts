import { parse, YAMLParseError } from "yaml";
import { compareEffects, effectClasses, isEffectClass } from "../catalogue/impact";
import type { EffectClass } from "../catalogue/impact";
import { isIsoDate } from "../catalogue/source";
import type { IsoDate } from "../catalogue/source";
import { InputError } from "./input-error";
import type { InputProblem } from "./input-error";
import { asText, isList, isMap } from "./json";
import type { JsonMap } from "./json";

/** An accepted risk: somebody has looked at one resource and allows its change, for a time and a reason. */
export interface Waiver {
  /** URN of the resource, exactly. */
  readonly urn: string;
  /** Worst class that is allowed; `unclassified` allows only what is unclassified. */
  readonly class: EffectClass;
  readonly reason: string;
  /** Last day on which it holds. */
  readonly expires: IsoDate;
}

const keys: ReadonlySet<string> = new Set(["urn", "class", "reason", "expires"]);

/**
 * Reads a waiver file: YAML or JSON, a list under `waivers`.
 *
 * @param text - the file
 * @param input - its name, for messages
 * @throws InputError with every problem found
 */
export function readWaivers(text: string, input = "waivers"): readonly Waiver[] {
  const problems: InputProblem[] = [];
  const list = waiverList(text, problems);
  const waivers = list.flatMap((raw, index) => readWaiver(raw, `waivers[${String(index)}]`, problems) ?? []);
  if (problems.length > 0) throw new InputError(input, problems);
  return waivers;
}

/**
 * Whether a waiver allows a class on a day.
 *
 * @param waiver - the waiver
 * @param effect - class of the finding
 * @param asOf - the day
 */
export function allows(waiver: Waiver, effect: EffectClass, asOf: IsoDate): boolean {
  if (waiver.expires < asOf) return false;
  if (effect === "unclassified" || waiver.class === "unclassified") return effect === waiver.class;
  return compareEffects(effect, waiver.class) <= 0;
}

function waiverList(text: string, problems: InputProblem[]): readonly unknown[] {
  const raw = parseYaml(text, problems);
  if (raw === undefined) return [];
  const list = isMap(raw) ? raw["waivers"] : undefined;
  if (isList(list)) return list;
  problems.push({ path: "waivers", message: "must be a list of waivers (docs/guides/impact.md)" });
  return [];
}

function parseYaml(text: string, problems: InputProblem[]): unknown {
  try {
    return parse(text) ?? {};
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    problems.push({ path: line === undefined ? "" : `line ${String(line)}`, message: "is not valid YAML" });
    return undefined;
  }
}

function readWaiver(raw: unknown, path: string, problems: InputProblem[]): Waiver | undefined {
  if (!isMap(raw)) {
    problems.push({ path, message: "must be an object with urn, class, reason and expires" });
    return undefined;
  }
  const before = problems.length;
  for (const key of Object.keys(raw)) {
    if (!keys.has(key))
      problems.push({ path: `${path}.${key}`, message: `is not known; known are ${[...keys].join(", ")}` });
  }
  const urn = demand(raw, "urn", path, problems, "the URN of one resource", (text) =>
    text.startsWith("urn:pulumi:") ? text : undefined,
  );
  const effect = demand(raw, "class", path, problems, `one of ${effectClasses.join(", ")}`, (text) =>
    isEffectClass(text) ? text : undefined,
  );
  const reason = demand(
    raw,
    "reason",
    path,
    problems,
    "a reason that a colleague understands, 10 characters or more",
    (text) => (text.trim().length >= 10 ? text.trim() : undefined),
  );
  const expires = demand(raw, "expires", path, problems, "a day as YYYY-MM-DD", (text) =>
    isIsoDate(text) ? text : undefined,
  );
  if (
    problems.length > before ||
    urn === undefined ||
    effect === undefined ||
    reason === undefined ||
    expires === undefined
  )
    return undefined;
  return { urn, class: effect, reason, expires };
}

function demand<T>(
  raw: JsonMap,
  key: string,
  path: string,
  problems: InputProblem[],
  what: string,
  read: (text: string) => T | undefined,
): T | undefined {
  const text = asText(raw[key]);
  const value = text === undefined ? undefined : read(text);
  if (value === undefined) problems.push({ path: `${path}.${key}`, message: `must be ${what}` });
  return value;
}
