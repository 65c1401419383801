import * as assert from "node:assert/strict";
import { settle } from "../../../../../localcloud/providers/kubernetes/wait/settle";
import type { Verdict } from "../../../../../localcloud/providers/kubernetes/wait/verdict";
import { info } from "../../../../../localcloud/providers/kubernetes/wait/verdict";

/** A wait whose verdicts and changes the test decides. */
function scripted(verdicts: readonly Verdict[], timeoutSeconds = 60) {
  const script = [...verdicts];
  const told: string[] = [];
  const ended = new AbortController();
  let look = () => {};
  let listening = true;
  const promise = settle({
    judge: () => script.shift() ?? { state: "waiting" },
    latest: () => "object",
    onChange: (callback) => {
      look = callback;
      return () => {
        listening = false;
      };
    },
    timeoutSeconds,
    signal: ended.signal,
    notify: ({ text }) => told.push(text),
  });
  return {
    promise,
    told,
    ended,
    change: () => {
      look();
    },
    isListening: () => listening,
  };
}

describe("settle", () => {
  it("looks at once", async () => {
    assert.equal((await scripted([{ state: "ready" }]).promise).ending, "ready");
  });

  it("looks again at every change, tells each text once, and stops listening", async () => {
    const wait = scripted([
      { state: "waiting", notices: [info("a")] },
      { state: "waiting", notices: [info("a"), info("b")] },
      { state: "ready", notices: [info("b"), info("c")] },
    ]);
    wait.change();
    wait.change();
    assert.equal((await wait.promise).ending, "ready");
    assert.deepEqual(wait.told, ["a", "b", "c"]);
    assert.equal(wait.isListening(), false);
  });

  it("looks again by itself when the verdict asks for it", async () => {
    assert.equal(
      (await scripted([{ state: "waiting", againInMs: 1 }, { state: "ready" }]).promise).ending,
      "ready",
    );
  });

  it("ends with the last verdict when the time is over", async () => {
    const { ending, verdict } = await scripted([{ state: "waiting", reasons: ["why"] }], 0.01).promise;
    assert.deepEqual([ending, verdict.state === "waiting" && verdict.reasons], ["timed out", ["why"]]);
  });

  it("ends at once for a failure, and when the command ends", async () => {
    assert.equal((await scripted([{ state: "failed" }]).promise).ending, "failed");
    const wait = scripted([{ state: "waiting" }]);
    wait.ended.abort();
    assert.equal((await wait.promise).ending, "cancelled");
  });

  it("passes on what judging throws, and stops listening", async () => {
    let stopped = false;
    const broken = settle({
      judge: () => {
        throw new Error("broken");
      },
      latest: () => 0,
      onChange: () => () => {
        stopped = true;
      },
      timeoutSeconds: 1,
      signal: new AbortController().signal,
      notify: () => {},
    });
    await assert.rejects(broken, /^Error: broken$/);
    assert.equal(stopped, true);
  });
});
