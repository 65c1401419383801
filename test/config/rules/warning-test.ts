import assert from "node:assert/strict";
import { warningsOf } from "../base";
import type { RuleRow } from "./rule-test";

/**
 * Tests for what a configuration is warned of, from a table: each works, and gets exactly these lines.
 *
 * @param name - the cautions in words
 * @param rows - at least one configuration without and one with a warning
 */
export function warningTest(name: string, rows: readonly RuleRow[]): void {
  describe(name, () => {
    it("are tested with and without a warning", () => {
      assert.ok(rows.some(({ lines = [] }) => lines.length === 0));
      assert.ok(rows.some(({ lines = [] }) => lines.length > 0));
    });
    for (const { title, values, lines = [] } of rows) {
      it(title, () => {
        assert.deepEqual(warningsOf(values), lines);
      });
    }
  });
}
