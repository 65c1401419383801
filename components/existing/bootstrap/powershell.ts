/**
 * A text as a PowerShell literal: nothing in it is looked at, quotes are doubled.
 *
 * @param text - any text without line breaks
 */
export function quote(text: string): string {
  // PowerShell takes the typographic quotes for quotes, too.
  return `'${text.replaceAll(/['\u2018\u2019\u201a\u201b]/g, (mark) => mark + mark)}'`;
}

/**
 * A text of several lines as a literal here-string. Its lines must stand at the beginning of a line.
 *
 * @param text - any text
 * @throws Error for a text that would end the literal early
 */
export function hereString(text: string): string {
  if (/^['\u2018\u2019\u201a\u201b]@/m.test(text)) throw new Error("a line of the text ends the here-string");
  return `@'\n${text.replace(/\n$/, "")}\n'@`;
}

/**
 * Lines of a list literal, one item each, indented by four.
 *
 * @param items - texts without line breaks
 */
export function listLines(items: readonly string[]): string {
  return items.map((item) => `    ${quote(item)}`).join("\n");
}
