import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { guardrails } from "../../components/cluster/guardrails/rules";
import { rules } from "../../policy/rules";
import { base, problemsOf } from "../config/base";

const guide = fs.readFileSync(path.resolve(__dirname, "../../docs/guides/guardrails.md"), "utf8");

describe("the guide to guardrails", () => {
  it("shows configurations that are valid", () => {
    const examples = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]) => parse(text) as object);
    assert.equal(examples.length, 2);
    for (const example of examples) {
      const values = Object.fromEntries(
        Object.entries(example).map(([key, value]) => [key.replace("mullion:", ""), value as unknown]),
      );
      assert.deepEqual(problemsOf({ ...base, ...values }), []);
    }
  });

  it("says of every rule about Kubernetes objects that has no guardrail why", () => {
    const without = rules.filter(
      ({ name, types }) =>
        types.every((type) => type.startsWith("kubernetes:")) && !guardrails.some((one) => one.name === name),
    );
    assert.ok(without.length > 0);
    assert.deepEqual(
      without.map(({ name }) => name).filter((name) => !guide.includes(`\`${name}\``)),
      [],
    );
  });
});
