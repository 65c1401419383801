import type { Paint } from "./colour";

/**
 * Lays out rows in columns as kubectl does: upper-case head, columns two blanks apart, no lines. A row that is
 * too short has empty cells.
 */
export function drawTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Paint,
): string[] {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? "").length)));
  const line = (cells: readonly string[]) =>
    widths
      .map((width, i) => (cells[i] ?? "").padEnd(width))
      .join("  ")
      .trimEnd();
  return [paint("bold", line(head.map((title) => title.toUpperCase()))), ...rows.map(line)];
}
