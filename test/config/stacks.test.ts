import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseConfig } from "../../config/parse";
import { formatProblem } from "../../config/problem";
import { readValues } from "../../config/read";
import { stackConfig } from "../program/run-program";
import { context } from "./base";

const root = path.resolve(__dirname, "../..");
const stacks = fs.readdirSync(root).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);

describe("the stacks of this project", () => {
  it("are there", () => {
    for (const stack of ["dev", "staging", "prod"]) assert.ok(stacks.includes(stack), stack);
  });

  for (const stack of stacks) {
    it(`${stack} has neither problems nor warnings`, () => {
      const result = parseConfig(readValues(stackConfig(stack), "mullion"), {
        ...context,
        defaultName: `mullion-${stack}`,
      });
      assert.deepEqual(result.problems.map(formatProblem), []);
      assert.ok(result.config);
      assert.deepEqual(result.warnings.map(formatProblem), []);
    });
  }
});
