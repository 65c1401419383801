import type { Path } from "./objects/object";

/**
 * Reads a property path as `ignoreChanges` has it: `spec.ports[0].port`, `metadata.labels["a.b/c"]`, `spec.x[*]`.
 *
 * @throws Error when it is none.
 */
export function parsePropertyPath(text: string): Path {
  const steps: (string | number)[] = [];
  const pattern = /\.?([^.[\]"]+)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|\[(\*)\]/y;
  while (pattern.lastIndex < text.length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw new Error(`"${text}" is no property path: unexpected "${text.slice(from)}"`);
    const [, name, quoted, index, any] = match;
    if (index !== undefined) steps.push(Number(index));
    else steps.push(name ?? quoted?.replace(/\\(.)/g, "$1") ?? any ?? "");
  }
  return steps;
}

/** Whether a path is the other one or above it; `*` stands for any step. */
export function containsPath(above: Path, below: Path): boolean {
  return above.length <= below.length && above.every((step, i) => step === "*" || step === below[i]);
}
