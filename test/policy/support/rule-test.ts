import assert from "node:assert/strict";
import { Judge, type Declaration, type Diagnostic } from "../../../policy/judge";
import { Ledger } from "../../../policy/ledger";
import { pageOf } from "../../../policy/message";
import { canonicalType } from "../../../policy/resource";
import type { Rule } from "../../../policy/rule";
import { readSettings, SETTINGS } from "../../../policy/settings";
import { Stack } from "../../../policy/stack";
import { View } from "../../../policy/view";
import type { Json } from "../../../policy/wire";
import { declare, type TestResource, UNKNOWN } from "./resources";

/** One row of a rule's tables. */
export interface Case {
  /** What is special about it; unique in its table. */
  readonly name: string;
  /** The resource that is judged. */
  readonly resource: TestResource;
  /** The rest of the stack, for rules that look at it. */
  readonly stack?: readonly TestResource[];
  readonly parameters?: Json;
  /** @default "2026-11-23" */
  readonly asOf?: string;
}

/** A row with findings. */
export interface BadCase extends Case {
  /** The findings' exact words, in order, without the references that every message ends with. */
  readonly messages: readonly string[];
}

/** The tables of a rule. */
export interface Tables {
  readonly valid: readonly Case[];
  readonly invalid: readonly BadCase[];
  /** Rows where a value is unknown: the exact words of the "cannot be proved" findings. */
  readonly unproved?: readonly BadCase[];
}

/** The tables of the rule tests that were loaded: other judges are held to the same rows. */
export const loadedTables = new Map<Rule, Tables>();

/** Tests a rule against its tables, with levels, references and unknown values. */
export function ruleTest(rule: Rule, tables: Tables): void {
  const { valid, invalid, unproved = [] } = tables;
  loadedTables.set(rule, tables);
  describe(rule.name, () => {
    it("has rows that pass and rows that fail, each once", () => {
      assert.ok(valid.length > 0 && invalid.length > 0);
      for (const table of [valid, invalid, unproved]) {
        assert.deepEqual(duplicates(table.map(({ name }) => name)), []);
        assert.deepEqual(duplicates(table.map((row) => JSON.stringify({ ...row, name: "" }))), []);
      }
    });
    for (const row of valid) {
      it(`accepts ${row.name}`, () => {
        assert.deepEqual(
          judge(rule, row).map(({ message }) => message),
          [],
        );
      });
    }
    for (const row of invalid) {
      it(`refuses ${row.name}`, () => {
        const diagnostics = judge(rule, row);
        assert.deepEqual(
          diagnostics.map((diagnostic) => words(rule, diagnostic)),
          row.messages,
        );
        assert.deepEqual([...new Set(diagnostics.map(({ level }) => level))], [rule.level]);
      });
    }
    it("is never silent when any part of what it refuses is unknown, and keeps its level in strict mode", () => {
      const silent = invalid.flatMap((row) =>
        unknownVariants(row)
          .filter(({ variant }) => !speaks(rule, variant))
          .map(({ where }) => `${row.name}: ${where}`),
      );
      assert.deepEqual(silent, []);
    });
    for (const row of unproved) {
      it(`cannot prove ${row.name}`, () => {
        const lenient = judge(rule, row);
        assert.deepEqual(
          lenient.map((diagnostic) => words(rule, diagnostic)),
          row.messages,
        );
        assert.ok(lenient.length > 0);
        assert.deepEqual([...new Set(judge(rule, row, true).map(({ level }) => level))], [rule.level]);
      });
    }
  });
}

/** The diagnostics of one rule for one row, as the engine would get them. */
export function judge(rule: Rule, row: Case, strict = false): Diagnostic[] {
  const configuration = new Map([
    [SETTINGS, { level: "advisory" as const, parameters: { strict, asOf: row.asOf ?? "2026-11-23" } }],
    [rule.name, { level: rule.level, parameters: row.parameters ?? {} }],
  ]);
  const one = new Judge([rule], readSettings(configuration, "2026-11-23"));
  const subject = declare(row.resource);
  const others: Declaration[] = (row.stack ?? []).map(declare);
  return [...one.resource(subject), ...one.stack([...others, subject])];
}

/** A stack as rules see it, outside of any run of a rule. */
export function stackOf(resources: readonly TestResource[]): Stack {
  const ledger = new Ledger();
  const opened = resources.map(declare).map(({ type, properties, ...rest }) => ({
    ...rest,
    type: canonicalType(type),
    props: View.of(properties, rest.urn, ledger),
  }));
  return new Stack(opened, ledger);
}

function speaks(rule: Rule, row: Case): boolean {
  const levels = judge(rule, row, true).map(({ level }) => level);
  return levels.length > 0 && levels.every((level) => level === rule.level);
}

/** The row once for each value in it, with an unknown in the place of that value. */
function unknownVariants(row: Case): { where: string; variant: Case }[] {
  const stack = row.stack ?? [];
  return [
    ...withUnknowns(row.resource).map(({ path, resource }) => ({
      where: path.join("."),
      variant: { ...row, resource },
    })),
    ...stack.flatMap((other, index) =>
      withUnknowns(other).map(({ path, resource }) => ({
        where: `stack[${index}].${path.join(".")}`,
        variant: { ...row, stack: stack.with(index, resource) },
      })),
    ),
  ];
}

function withUnknowns(resource: TestResource): { path: string[]; resource: TestResource }[] {
  return pathsIn(resource.properties).map((path) => ({
    path,
    resource: { ...resource, properties: replaced(resource.properties, path, UNKNOWN) as Json },
  }));
}

function pathsIn(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    inner === undefined ? [] : [[key], ...pathsIn(inner).map((rest) => [key, ...rest])],
  );
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (String(index) === key ? replaced(one, rest, by) : one));
  return { ...(value as Json), [key]: replaced((value as Json)[key], rest, by) };
}

function words(rule: Rule, { message, urn }: Diagnostic): string {
  const references = ` See ${pageOf(rule)} and ${rule.sources[0]}`;
  assert.ok(message.endsWith(references), `"${message}" must end with "${references}"`);
  assert.match(urn, /^urn:pulumi:/);
  return message.slice(0, -references.length);
}

function duplicates(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
