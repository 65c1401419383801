import assert from "node:assert/strict";
import { eventsOf } from "../../../fleet/serve/pod-events";
import { fleet, pod, StillFleet } from "../fixtures";

const noted = [
  { type: "Normal", reason: "Pulled", message: "ok", count: 1, lastSeen: "2026-11-23T10:00:00Z" },
];

describe("the events of a pod", () => {
  function asked() {
    const live = new StillFleet(fleet());
    live.noted.set("prod/shop/web-1", noted);
    const clock = { now: 0 };
    return { live, clock, events: eventsOf(live, () => clock.now) };
  }

  it("are asked for once however many look", async () => {
    const { live, events } = asked();
    const [first] = await Promise.all([events("prod", pod()), events("prod", pod())]);
    assert.deepEqual(first, { kind: "read", events: noted });
    assert.equal(live.asked, 1);
  });

  it("are asked for again when the pod has changed, and when some time has passed", async () => {
    const { live, events, clock } = asked();
    await events("prod", pod());
    await events("prod", pod({ restarts: 1 }));
    assert.equal(live.asked, 2);
    clock.now = 15_001;
    await events("prod", pod());
    assert.equal(live.asked, 3);
  });

  it("are those of the same pod in the same cluster", async () => {
    const { events } = asked();
    await events("prod", pod());
    assert.deepEqual(await events("dev", pod()), { kind: "read", events: [] });
  });

  it("that cannot be read are said to be so", async () => {
    const { live, events } = asked();
    live.noted.set("prod/shop/web-1", new Error("the API server does not answer"));
    assert.deepEqual(await events("prod", pod()), {
      kind: "failed",
      reason: "the API server does not answer",
    });
  });
});
