import assert from "node:assert/strict";
import { BUILD_TIMEOUT_MILLISECONDS } from "../../localcloud/kubernetes/temporary-home";
import { compareFields, compareUserNames } from "./api-server/compare";
import { SEED } from "./asked";
import { compare } from "./placement/compare";
import { Scheduler } from "./placement/scheduler";

const CASES = 50;

/** A quick part of the long jobs. */
describe("rules against a real control plane", function () {
  this.timeout(900_000);
  let scheduler: Scheduler;
  before(async function () {
    this.timeout(BUILD_TIMEOUT_MILLISECONDS);
    scheduler = await Scheduler.start();
  });
  after(() => scheduler.stop());

  it(`agree with the scheduler about ${CASES} random pods`, async () => {
    const { answers, disagreements } = await compare(scheduler, CASES, SEED);
    assert.equal(disagreements.length, 0, disagreements.slice(0, 5).join("\n"));
    assert.ok(answers.yes > 0 && answers.no > 0);
  });

  it(`agree with the API server about fields and accounts of ${CASES} random pods each`, async () => {
    for (const compareWith of [compareFields, compareUserNames]) {
      const { refused, disagreements } = await compareWith(scheduler.client, CASES, SEED);
      assert.equal(disagreements.length, 0, disagreements.slice(0, 5).join("\n"));
      assert.ok(refused > 0 && refused < CASES);
    }
  });
});
