import assert from "node:assert/strict";
import { problemsOf } from "../base";

/** One row of a rule's test: a configuration and the exact lines it is answered with. */
export interface RuleRow {
  readonly title: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Empty or absent: the configuration is fine. */
  readonly lines?: readonly string[];
}

/**
 * Tests for a rule from a table: each configuration is answered with exactly these lines.
 *
 * @param name - the rule in words
 * @param rows - at least one good and one bad configuration
 */
export function ruleTest(name: string, rows: readonly RuleRow[]): void {
  describe(name, () => {
    it("is tested with a good and a bad configuration, each of them once", () => {
      assert.ok(rows.some(({ lines = [] }) => lines.length === 0));
      assert.ok(rows.some(({ lines = [] }) => lines.length > 0));
      const configurations = new Set(rows.map(({ values }) => JSON.stringify(values)));
      assert.equal(configurations.size, rows.length);
    });
    for (const { title, values, lines = [] } of rows) {
      it(title, () => {
        assert.deepEqual(problemsOf(values), lines);
      });
    }
  });
}

/** Values with one setting of `cluster` or another group changed. */
export function withGroup<T extends object>(values: T, group: keyof T & string, change: object): T {
  return { ...values, [group]: { ...(values[group] as object), ...change } };
}
