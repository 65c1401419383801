import { isList, isRecord, isSecret, type PropertyMap, type PropertyValue } from "../../wire/values";

/** A step into a value: a property's name, a list's index, or `*` for all of them. */
export type PathStep = string | number;

const WILDCARD = "*";

/**
 * Parses a property path such as `spec.template["a.b"][0].*`.
 *
 * @returns The steps, or `undefined` when the text is not a path.
 */
export function parsePath(text: string): readonly PathStep[] | undefined {
  const steps: PathStep[] = [];
  let rest = text;
  while (rest !== "") {
    const match = /^(?:\.?([^.[\]]+)|\[(\d+)\]|\[\*\]|\["((?:[^"\\]|\\.)*)"\])/su.exec(rest);
    if (match === null) return undefined;
    const [whole, name, index, quoted] = match;
    if (name !== undefined) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) steps.push(quoted.replace(/\\(.)/gsu, "$1"));
    else steps.push(WILDCARD);
    rest = rest.slice(whole.length);
  }
  return steps;
}

/** Whether `inner` names the same place as `outer` or one inside it. */
export function pathContains(outer: readonly PathStep[], inner: readonly PathStep[]): boolean {
  return outer.length <= inner.length && outer.every((step, i) => step === WILDCARD || step === inner[i]);
}

/** The text of a path, names that are not plain words in `["…"]`. */
export function formatPath(steps: readonly PathStep[]): string {
  return steps.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (!/^[A-Za-z_$][\w$]*$/u.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/**
 * Puts the old value back at a path: what `ignoreChanges` asks for.
 *
 * @returns The new inputs, or `undefined` when the path runs through a list element that exists on one side only.
 */
export function resetPath(
  path: readonly PathStep[],
  olds: PropertyMap,
  news: PropertyMap,
): PropertyMap | undefined {
  const result = reset(path, olds, news);
  return isRecord(result) ? result : undefined;
}

/** Marks "there is nothing here", which differs from `null`. */
const NOTHING = Symbol("nothing");
type Maybe = PropertyValue | typeof NOTHING;
const IMPOSSIBLE = Symbol("impossible");

function reset(path: readonly PathStep[], old: Maybe, now: Maybe): Maybe | typeof IMPOSSIBLE {
  const [step, ...rest] = path;
  if (step === undefined) return old;
  if (isSecretValue(old) || isSecretValue(now)) return resetSecret(path, old, now);
  if (isListValue(old) || isListValue(now)) return resetList(step, rest, old, now);
  const before: PropertyMap = isRecord(old) ? old : {};
  const after: PropertyMap = isRecord(now) ? now : {};
  if (!isRecord(old) && !isRecord(now)) return now;
  const names =
    step === WILDCARD ? new Set([...Object.keys(before), ...Object.keys(after)]) : new Set([String(step)]);
  const result: Record<string, PropertyValue> = { ...after };
  for (const name of names) {
    const value = reset(rest, before[name] ?? absent(before, name), after[name] ?? absent(after, name));
    if (value === IMPOSSIBLE) return IMPOSSIBLE;
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the name is a property of the user's resource
    if (value === NOTHING) delete result[name];
    else result[name] = value;
  }
  // A parent that only came to be on the way to a missing property must not appear.
  return now === NOTHING && Object.keys(result).length === 0 ? NOTHING : result;
}

function absent(map: PropertyMap, name: string): Maybe {
  return Object.hasOwn(map, name) ? (map[name] ?? null) : NOTHING;
}

function resetSecret(path: readonly PathStep[], old: Maybe, now: Maybe): Maybe | typeof IMPOSSIBLE {
  const value = reset(path, bare(old), bare(now));
  if (value === IMPOSSIBLE || value === NOTHING) return value;
  return isSecretValue(now) ? { ...now, value } : value;
}

function resetList(
  step: PathStep,
  rest: readonly PathStep[],
  old: Maybe,
  now: Maybe,
): Maybe | typeof IMPOSSIBLE {
  const before = isListValue(old) ? old : [];
  const after = isListValue(now) ? now : [];
  const indexes = step === WILDCARD ? [...Array(Math.max(before.length, after.length)).keys()] : [step];
  const result = [...after];
  for (const index of indexes) {
    if (typeof index !== "number") return now;
    const was = before[index];
    const is = after[index];
    if (was === undefined && is === undefined) continue;
    if (was === undefined || is === undefined) return IMPOSSIBLE;
    const value = reset(rest, was, is);
    if (value === IMPOSSIBLE || value === NOTHING) return IMPOSSIBLE;
    result[index] = value;
  }
  return result;
}

function isListValue(value: Maybe): value is readonly PropertyValue[] {
  return value !== NOTHING && isList(value);
}

function isSecretValue(value: Maybe): value is Extract<PropertyValue, PropertyMap> {
  return value !== NOTHING && isSecret(value);
}

function bare(value: Maybe): Maybe {
  return value !== NOTHING && isSecret(value) ? value.value : value;
}
