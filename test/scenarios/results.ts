import { drawTable } from "../../cli/display/table";

/**
 * Prints a table at the end of the `describe` that calls it: a row for each of its tests, with the result.
 *
 * @param title - above the table
 * @param columns - heads of the further cells that a test may note
 * @returns notes the further cells of the test that runs
 */
export function resultTable(title: string, ...columns: readonly string[]): (...cells: string[]) => void {
  const rows: (readonly string[])[] = [];
  let noted: readonly string[] = [];
  let failed = 0;
  beforeEach(() => {
    noted = [];
  });
  afterEach(function () {
    const test = this.currentTest;
    if (test === undefined) return;
    const isGood = test.state !== "failed";
    if (!isGood) failed += 1;
    rows.push([test.title, ...columns.map((_, index) => noted[index] ?? ""), isGood ? "ok" : "FAILED"]);
  });
  after(() => {
    const lines = drawTable(["scenario", ...columns, "result"], rows, (_, text) => text);
    const totals = `${String(rows.length)} scenarios, ${String(failed)} failed`;
    console.log(["", title, ...lines, totals, ""].map((line) => `    ${line}`.trimEnd()).join("\n"));
  });
  return (...cells) => {
    noted = cells;
  };
}
