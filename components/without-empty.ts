/**
 * Arguments without empty lists and maps, at any depth: after an import the state has none of them, and azure-native
 * would plan to add them.
 *
 * @param args - arguments of a resource that was made by other means
 */
export function withoutEmpty<T extends object>(args: T): T {
  const entries = Object.entries(args)
    .map(([name, value]: [string, unknown]) => [name, isPlain(value) ? withoutEmpty(value) : value] as const)
    .filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(entries) as T; // the same properties but for those that are optional and empty
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isPlain(value) && Object.keys(value).length === 0;
}

/** Outputs are objects of a class, which plain maps are not. */
function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
