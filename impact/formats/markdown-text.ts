/** Text that stays text in GitHub Markdown, in a table cell and in an HTML tag's content. */
export function plain(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_[\]|#@~!]/g, (sign) => `&#${String(sign.charCodeAt(0))};`)
    .replaceAll(/(https?):\/\//g, "$1&#58;//")
    .replaceAll(/\s+/g, " ");
}

/**
 * A table of GitHub Markdown.
 *
 * @param head - titles
 * @param rows - cells, already escaped with {@link plain}
 */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}
