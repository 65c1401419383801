import assert from "node:assert/strict";
import { BUILD_TIMEOUT_MILLISECONDS } from "../../localcloud/kubernetes/temporary-home";
import { CASES, SEED } from "./asked";
import { compare } from "./placement/compare";
import { Scheduler } from "./placement/scheduler";

describe("the placement rule against the real scheduler", function () {
  let scheduler: Scheduler;
  before(async function () {
    this.timeout(BUILD_TIMEOUT_MILLISECONDS);
    scheduler = await Scheduler.start();
  });
  after(() => scheduler.stop());

  it(`contradicts it nowhere in ${CASES} random cases`, async () => {
    const { answers, refused, placed, disagreements } = await compare(scheduler, CASES, SEED);
    console.log(`      ${CASES} pods, of which the rule refuses ${refused}; seed ${SEED}`);
    console.log(
      `      pods x pools: ${answers.yes} yes, ${answers.no} no, ${answers["cannot tell"]} cannot tell; ` +
        `the scheduler was asked ${placed} times`,
    );
    console.log(`      disagreements: ${disagreements.length}`);
    assert.equal(disagreements.length, 0, disagreements.slice(0, 5).join("\n"));
    assert.ok(answers.yes > 0 && answers.no > 0 && answers["cannot tell"] > 0 && refused > 0);
  });
});
