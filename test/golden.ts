import assert from "node:assert/strict";
import * as fs from "node:fs";

const update = process.env["UPDATE_GOLDEN"] !== undefined;

/** Compares with a file; `UPDATE_GOLDEN=1` writes it. Read what it writes before you commit it. */
export function assertGolden(file: string, text: string): void {
  if (update) fs.writeFileSync(file, text);
  assert.equal(text, fs.readFileSync(file, "utf8"));
}
