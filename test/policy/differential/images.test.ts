import assert from "node:assert/strict";
import { SEED } from "./asked";
import { compare } from "./images/compare";

const CASES = 300;

describe("the rules about images against what hosts run", () => {
  it(`contradict it nowhere in ${CASES} random cases`, () => {
    const { refused, disagreements } = compare(CASES, SEED);
    assert.equal(disagreements.length, 0, disagreements.slice(0, 5).join("\n"));
    assert.ok(refused > 0 && refused < CASES);
  });
});
