import assert from "node:assert/strict";
import { compare } from "./images/compare";
import { CASES, SEED } from "./asked";

describe("the rules about images against what hosts run", function () {
  it(`contradict it nowhere in ${CASES} random cases`, () => {
    const { refused, disagreements } = compare(CASES, SEED);
    console.log(`      ${CASES} pods, of which ${refused} would not start somewhere; seed ${SEED}`);
    console.log(`      disagreements: ${disagreements.length}`);
    assert.equal(disagreements.length, 0, disagreements.slice(0, 5).join("\n"));
    assert.ok(refused > 0 && refused < CASES);
  });
});
