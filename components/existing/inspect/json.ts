/** An object that nobody vouches for. */
export type Json = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), value);
}

/** The object at a path; `undefined` when there is none. */
export function recordAt(value: unknown, ...path: string[]): Json | undefined {
  const found = at(value, path);
  return isRecord(found) ? found : undefined;
}

/** The text at a path; empty when there is none. */
export function textAt(value: unknown, ...path: string[]): string {
  const found = at(value, path);
  return typeof found === "string" ? found : "";
}

/** The list at a path; empty when there is none. */
export function listAt(value: unknown, ...path: string[]): readonly unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}
