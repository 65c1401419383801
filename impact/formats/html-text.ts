/** Text that stays text in HTML, in an element and in an attribute. */
export function text(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/**
 * A table whose rows become blocks on a phone; every cell repeats its title for them.
 *
 * @param caption - what the table holds, for readers who do not see the heading above it
 * @param head - titles, plain text
 * @param rows - cells, already HTML
 */
export function htmlTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const titles = head.map((title) => `<th scope="col">${text(title)}</th>`).join("");
  const body = rows.map(
    (cells) =>
      `<tr>${cells.map((cell, index) => `<td data-title="${text(head[index] ?? "")}">${cell}</td>`).join("")}</tr>`,
  );
  return `<table aria-label="${text(caption)}"><thead><tr>${titles}</tr></thead><tbody>\n${body.join("\n")}\n</tbody></table>`;
}

/** A list of terms and what they mean; both already HTML. */
export function definitions(pairs: readonly (readonly [string, string])[]): string {
  return `<dl>${pairs.map(([term, meaning]) => `<div><dt>${term}</dt><dd>${meaning}</dd></div>`).join("")}</dl>`;
}
