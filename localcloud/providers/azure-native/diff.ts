import type { PropertyMap, PropertyValue } from "../../wire/values";
import { UNKNOWN, isList, isRecord, mapValues } from "../../wire/values";
import type { DiffKind, DiffResult } from "../provider";
import { pathParameters } from "./resources";
import type { ResourceSpec } from "./resources";

type Differences = Record<string, { kind: DiffKind; inputDiff: boolean }>;

/** The input that says that the name was made up, so that a replacement can come first. */
export const createBeforeDelete = "__createBeforeDelete";

/**
 * Compares inputs the way the real provider does, including where that misleads: what is not in its replacement
 * map is an update, whatever Azure thinks of it.
 *
 * @see https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/provider/diff.go
 */
export function diffInputs(
  spec: ResourceSpec,
  oldInputs: PropertyMap,
  newInputs: PropertyMap,
  oldOutputs: PropertyMap,
): DiffResult {
  const replaceOn = new Set([...spec.replaceOn, ...pathParameters(spec)]);
  const found: Differences = {};
  const before = withApiVersion(insignificant(oldInputs, newInputs), oldOutputs);
  compareObjects(found, replaceOn, before, newInputs, "", "", false);
  for (const [path, difference] of Object.entries(found)) {
    // An input that only says what the cloud had chosen anyway replaces nothing.
    const [old, now, output] = [oldInputs[path], newInputs[path], oldOutputs[path]];
    const settled =
      difference.kind === "add-replace" && old === undefined && now !== undefined && same(now, output);
    if (settled) difference.kind = "add";
  }
  const replaces = Object.entries(found)
    .filter(([, { kind }]) => kind.endsWith("-replace"))
    .map(([path]) => path);
  const madeUpName = oldInputs[createBeforeDelete];
  return {
    changes: Object.keys(found).length > 0 ? "some" : "none",
    replaces,
    diffs: [...new Set(Object.keys(found).map((path) => path.split(".")[0] ?? path))],
    deleteBeforeReplace: typeof madeUpName === "boolean" ? !madeUpName : replaces.length > 0,
    detailedDiff: found,
  };
}

/** Imported inputs have no API version, and neither have those of version 2: it is what the object was read with. */
function withApiVersion(inputs: PropertyMap, outputs: PropertyMap): PropertyMap {
  const version = outputs["azureApiVersion"];
  return inputs["azureApiVersion"] !== undefined || version === undefined
    ? inputs
    : { ...inputs, azureApiVersion: version };
}

/** Old inputs with the new spelling where the provider takes two spellings for one value. */
function insignificant(oldInputs: PropertyMap, newInputs: PropertyMap): PropertyMap {
  const sameAs: Readonly<Record<string, (a: string, b: string) => boolean>> = {
    resourceGroupName: (a, b) => a.toLowerCase() === b.toLowerCase(),
    location: (a, b) => a.replaceAll(" ", "").toLowerCase() === b.replaceAll(" ", "").toLowerCase(),
  };
  const adjusted: Record<string, PropertyValue> = { ...oldInputs };
  for (const [name, matches] of Object.entries(sameAs)) {
    const [before, after] = [oldInputs[name], newInputs[name]];
    if (typeof before === "string" && typeof after === "string" && matches(before, after))
      adjusted[name] = after;
  }
  const [oldSku, newSku] = [oldInputs["sku"], newInputs["sku"]];
  if (isRecord(oldSku) && isRecord(newSku) && sameSku(oldSku, newSku)) adjusted["sku"] = newSku;
  return adjusted;
}

/** AKS renamed its SKUs: Basic became Base, and the Paid tier Standard. */
function sameSku(before: PropertyMap, after: PropertyMap): boolean {
  const newName: Readonly<Record<string, string>> = { Basic: "Base", Paid: "Standard" };
  const plain = (sku: PropertyMap) =>
    mapValues(sku, (value) => (typeof value === "string" ? (newName[value] ?? value) : value));
  return same(plain(before), plain(after));
}

function compareObjects(
  into: Differences,
  replaceOn: ReadonlySet<string>,
  before: PropertyMap,
  after: PropertyMap,
  path: string,
  pattern: string,
  inReplacing: boolean,
): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (name.startsWith("__")) continue;
    const [old, now] = [before[name] ?? undefined, after[name] ?? undefined];
    const [at, form] = [`${path}${name}`, `${pattern}${name}`];
    const replaces = replaceOn.has(form) ? "-replace" : "";
    if (old === undefined && now !== undefined) into[at] = { kind: `add${replaces}`, inputDiff: true };
    else if (old !== undefined && now === undefined)
      into[at] = { kind: `delete${replaces}`, inputDiff: true };
    else if (old !== undefined && now !== undefined)
      compareValues(into, replaceOn, old, now, at, form, inReplacing);
  }
}

function compareValues(
  into: Differences,
  replaceOn: ReadonlySet<string>,
  before: PropertyValue,
  after: PropertyValue,
  at: string,
  form: string,
  inReplacing: boolean,
): void {
  // A replacement of the whole covers changed members, but, as in the real provider, not added or removed ones.
  const replacing = inReplacing || replaceOn.has(form);
  if (isRecord(before) && isRecord(after)) {
    compareObjects(into, replaceOn, before, after, `${at}.`, `${form}.`, replacing);
  } else if (isList(before) && isList(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      const [old, now] = [before[index], after[index]];
      const key = `${at}[${String(index)}]`;
      if (old === undefined) into[key] = { kind: "add", inputDiff: true };
      else if (now === undefined) into[key] = { kind: "delete", inputDiff: true };
      else compareValues(into, replaceOn, old, now, key, `${form}[]`, inReplacing);
    }
  } else if (!same(before, after)) {
    into[at] = { kind: replacing ? "update-replace" : "update", inputDiff: true };
  }
}

/** Whether two values are equal; unknown is never equal to anything. */
export function same(a: PropertyValue | undefined, b: PropertyValue | undefined): boolean {
  if (a === UNKNOWN || b === UNKNOWN) return false;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (isRecord(a) && isRecord(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => same(a[name], b[name]));
  }
  return a === b;
}

/**
 * Carries what changed between two sets of outputs over to inputs: what did not change stays as the program
 * wrote it, so that defaults of the cloud do not turn up as differences.
 */
export function applyChanges(inputs: PropertyMap, before: PropertyMap, after: PropertyMap): PropertyMap {
  const result: Record<string, PropertyValue> = { ...inputs };
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[name], after[name]];
    if (now === undefined) Reflect.deleteProperty(result, name);
    else if (!same(old, now)) result[name] = applyChange(inputs[name], old, now);
  }
  return result;
}

function applyChange(
  base: PropertyValue | undefined,
  old: PropertyValue | undefined,
  now: PropertyValue,
): PropertyValue {
  if (isRecord(base) && isRecord(old) && isRecord(now)) return applyChanges(base, old, now);
  if (isList(base) && isList(old) && isList(now)) {
    return now.map((item, index) => {
      const [own, was] = [base[index], old[index]];
      return own === undefined || was === undefined
        ? item
        : same(was, item)
          ? own
          : applyChange(own, was, item);
    });
  }
  return now;
}
