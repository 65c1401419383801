import { hasSignature, isList, isRecord, isSecret, Signature, UNKNOWN } from "../../localcloud/wire/values";
import type { PropertyValue } from "../../localcloud/wire/values";

/** One property that differs between two sets of inputs. */
export interface Difference {
  /** For instance `spec.ports[0].port`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** Both sides as short text; secrets are masked. */
  readonly before: string;
  readonly after: string;
}

/**
 * Compares old and new inputs property by property. A value that is secret on either side is never shown, only
 * that it differs.
 */
export function differences(
  before: PropertyValue | undefined,
  after: PropertyValue | undefined,
  path = "",
): Difference[] {
  if (isSecret(before) || isSecret(after)) return secretDifference(before, after, path);
  if (isPlain(before) && isPlain(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(before[name], after[name], join(path, name)));
  }
  if (isList(before) && isList(after)) {
    const count = Math.max(before.length, after.length);
    return Array.from({ length: count }).flatMap((_, i) =>
      differences(before[i], after[i], `${path}[${String(i)}]`),
    );
  }
  if (same(before, after)) return [];
  const kind = before === undefined ? "add" : after === undefined ? "delete" : "update";
  return [{ path, kind, before: show(before), after: show(after) }];
}

/** A value as short text on one line, secrets masked. */
export function show(value: PropertyValue | undefined): string {
  if (value === undefined) return "";
  const text = JSON.stringify(mask(value));
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

function secretDifference(
  before: PropertyValue | undefined,
  after: PropertyValue | undefined,
  path: string,
): Difference[] {
  const [old, now] = [isSecret(before) ? before.value : before, isSecret(after) ? after.value : after];
  if (same(old, now)) return [];
  const kind = old === undefined ? "add" : now === undefined ? "delete" : "update";
  return [
    { path, kind, before: old === undefined ? "" : "[secret]", after: now === undefined ? "" : "[secret]" },
  ];
}

function mask(value: PropertyValue): PropertyValue {
  if (isSecret(value)) return "[secret]";
  if (value === UNKNOWN) return "[unknown]";
  if (hasSignature(value, Signature.Output))
    return value["value"] === undefined ? "[unknown]" : mask(value["value"]);
  if (isList(value)) return value.map(mask);
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mask(part)]));
  return value;
}

function isPlain(value: PropertyValue | undefined): value is Readonly<Record<string, PropertyValue>> {
  return isRecord(value);
}

function same(a: PropertyValue | undefined, b: PropertyValue | undefined): boolean {
  // Two unknown values may differ; nobody can say.
  if (a === UNKNOWN || b === UNKNOWN) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

function join(path: string, name: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}
