/** Any value that `JSON.parse` can give. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonMap;

/** A JSON object. */
export interface JsonMap {
  readonly [key: string]: JsonValue | undefined;
}

/** Whether the value is a JSON object, and neither a list nor null. */
export function isMap(value: unknown): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the value is a JSON list. */
export function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The value when it is text, else `undefined`. */
export function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The text items of a list; everything that is no list gives an empty one. */
export function asTexts(value: unknown): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === "string") : [];
}

/**
 * `JSON.parse` whose error tells the position and never a piece of the text, which may hold secrets.
 *
 * @throws SyntaxError with line and column
 */
export function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue; // whatever JSON.parse gives is a JsonValue
  } catch (error) {
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    // eslint-disable-next-line preserve-caught-error -- the cause repeats a piece of the text
    throw new SyntaxError(
      position === undefined ? "is not valid JSON" : describePosition(text, Number(position)),
    );
  }
}

function describePosition(text: string, position: number): string {
  const before = text.slice(0, position).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `is not valid JSON (line ${String(before.length)}, column ${String(column)})`;
}
