import type { Segment } from "./diff";

/** A property path as a reader knows it: `agentPoolProfiles[linux].nodeLabels["a/b"]`. */
export function showPath(path: readonly Segment[]): string {
  return path.reduce((text, segment) => {
    if ("item" in segment) return `${text}[${segment.item}]`;
    if (!/^[\w$-]+$/.test(segment.key)) return `${text}[${JSON.stringify(segment.key)}]`;
    return text === "" ? segment.key : `${text}.${segment.key}`;
  }, "");
}

/**
 * Reads a path as the engine writes it: `agentPoolProfiles[0].nodeLabels["a/b"]`. What stands in brackets is a key when
 * quoted, an item when not.
 */
export function parsePath(text: string): readonly Segment[] {
  const parts = text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g);
  return Array.from(parts, ([, quoted, item, key]): Segment => {
    if (quoted !== undefined) return { key: quoted.replaceAll(/\\(.)/g, "$1") };
    return item === undefined ? { key: key ?? "" } : { item };
  });
}

/** The properties of a path without list items. */
export function keysOf(path: readonly Segment[]): readonly string[] {
  return path.flatMap((segment) => ("key" in segment ? [segment.key] : []));
}

/** Whether one list of keys is the beginning of the other. */
export function related(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every((key, index) => key === b[index]);
}
