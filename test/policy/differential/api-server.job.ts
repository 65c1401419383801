import assert from "node:assert/strict";
import { BUILD_TIMEOUT_MILLISECONDS } from "../../localcloud/kubernetes/temporary-home";
import { compareFields, compareUserNames } from "./api-server/compare";
import { CASES, SEED } from "./asked";
import { Scheduler } from "./placement/scheduler";

describe("rules about fields against the API server's own validation", function () {
  let scheduler: Scheduler;
  before(async function () {
    this.timeout(BUILD_TIMEOUT_MILLISECONDS);
    scheduler = await Scheduler.start();
  });
  after(() => scheduler.stop());

  for (const [what, compare] of [
    ["fields of the other OS", compareFields],
    ["account names", compareUserNames],
  ] as const) {
    it(`contradict it nowhere about ${what} in ${CASES} random cases`, async () => {
      const { refused, disagreements } = await compare(scheduler.client, CASES, SEED);
      console.log(`      ${CASES} pods, of which the API server refuses ${refused}; seed ${SEED}`);
      console.log(`      disagreements: ${disagreements.length}`);
      assert.equal(disagreements.length, 0, disagreements.slice(0, 5).join("\n"));
      assert.ok(refused > 0 && refused < CASES);
    });
  }
});
