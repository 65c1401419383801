import type { PropertyMap, PropertyValue } from "../../wire/values";
import { UNKNOWN, containsUnknown, isList, isRecord } from "../../wire/values";
import type { DiffKind, DiffResult } from "../provider";
import type { ResourceShape } from "../sdk/shapes";
import { defaultsKey } from "./check";
import type { ResourceSpec } from "./resources";

type Differences = Record<string, { readonly kind: DiffKind; readonly inputDiff: true }>;

/**
 * What the real provider plans: a property whose schema says ForceNew replaces, everything else is an update. A
 * property that AWS fills in by itself and that is no longer asked for keeps its value: no difference.
 *
 * @see https://github.com/pulumi/pulumi-terraform-bridge/blob/master/pkg/tfbridge/provider.go (Diff)
 */
export function diffInputs(
  spec: ResourceSpec,
  shape: ResourceShape,
  before: PropertyMap,
  after: PropertyMap,
): DiffResult {
  const found: Differences = {};
  const computed = new Set(
    Object.entries(shape.outputs)
      .filter(([name, { required }]) => required === true && shape.inputs[name]?.required !== true)
      .map(([name]) => name),
  );
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (after[name] === undefined && computed.has(name) && spec.forceNewOnRemoval?.includes(name) !== true)
      continue;
    compare(found, spec, before[name], after[name], name, name);
  }
  const replaces = Object.keys(found).filter((path) => found[path]?.kind.endsWith("-replace"));
  return {
    changes: Object.keys(found).length > 0 ? "some" : "none",
    replaces: [...new Set(replaces.map(topOf))],
    diffs: [...new Set(Object.keys(found).map(topOf))],
    deleteBeforeReplace: replaces.length > 0 && hasFixedName(spec, before, after),
    detailedDiff: found,
  };
}

const topOf = (path: string): string => /^[^.[]+/.exec(path)?.[0] ?? path;

/** Two of one name cannot exist at a time: the old one must go first. A prefix is no name. */
function hasFixedName({ name }: ResourceSpec, before: PropertyMap, after: PropertyMap): boolean {
  const defaults = after[defaultsKey];
  if (name === undefined || !isList(defaults) || defaults.includes(name.property)) return false;
  const given = after[name.property];
  return given !== undefined && before[name.property] === given;
}

function compare(
  into: Differences,
  spec: ResourceSpec,
  before: PropertyValue | undefined,
  after: PropertyValue | undefined,
  at: string,
  form: string,
): void {
  if (at.split(".").at(-1) === defaultsKey || same(before, after)) return;
  const written = spec.written?.[form];
  if (written !== undefined && same(written(before), written(after))) return;
  if (spec.sets?.includes(form) === true && isList(before) && isList(after) && sameSet(before, after)) return;
  const replace = forces(spec, form) ? "-replace" : "";
  if (isEmpty(before) && isEmpty(after)) return;
  if (isEmpty(before))
    into[at] = { kind: `add${replaceWithin(spec, form, after) ? "-replace" : replace}`, inputDiff: true };
  else if (isEmpty(after)) {
    const removal = spec.forceNewOnRemoval?.includes(form) === true ? "-replace" : replace;
    into[at] = { kind: `delete${removal}`, inputDiff: true };
  } else if (isRecord(before) && isRecord(after) && replace === "") {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare(into, spec, before[name], after[name], member(at, name), `${form}.${name}`);
  } else if (isList(before) && isList(after) && replace === "") {
    compareLists(into, spec, before, after, at, form);
  } else into[at] = { kind: `update${replace}`, inputDiff: true };
}

function compareLists(
  into: Differences,
  spec: ResourceSpec,
  before: readonly PropertyValue[],
  after: readonly PropertyValue[],
  at: string,
  form: string,
): void {
  for (let index = 0; index < Math.max(before.length, after.length); index += 1)
    compare(into, spec, before[index], after[index], `${at}[${String(index)}]`, `${form}[]`);
}

const forces = ({ forceNew }: ResourceSpec, form: string): boolean => forceNew.includes(form);

/** An object that appears with a member that forces a replacement forces it, too, unless the whole may be added. */
function replaceWithin(spec: ResourceSpec, form: string, after: PropertyValue | undefined): boolean {
  if (!isRecord(after) || spec.forceNewOnRemoval?.includes(form) === true) return false;
  return Object.keys(after).some((name) => forces(spec, `${form}.${name}`));
}

/** TypeScript programs write `[]` and `{}` where Terraform has nothing. */
function isEmpty(value: PropertyValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (isList(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).every((name) => name === defaultsKey);
}

function member(at: string, name: string): string {
  return /^[\w$]+$/.test(name) ? `${at}.${name}` : `${at}[${JSON.stringify(name)}]`;
}

/** Whether two values are equal; unknown is never equal to anything. */
export function same(a: PropertyValue | undefined, b: PropertyValue | undefined): boolean {
  if (a === UNKNOWN || b === UNKNOWN || containsUnknown(a) || containsUnknown(b)) return false;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (isRecord(a) && isRecord(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)].filter((name) => name !== defaultsKey));
    return [...names].every((name) => same(a[name] ?? undefined, b[name] ?? undefined));
  }
  return a === b;
}

function sameSet(a: readonly PropertyValue[], b: readonly PropertyValue[]): boolean {
  return a.length === b.length && a.every((item) => b.some((other) => same(item, other)));
}
