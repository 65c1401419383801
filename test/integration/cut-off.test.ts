import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Project } from "./project";

/** Each case is cut off where the output first has these words, in the middle of the work that they announce. */
const cases = [
  {
    what: "is killed while the cluster is being created",
    signal: "SIGKILL",
    at: "ManagedCluster mullion-dev-cluster-aks creating",
  },
  {
    what: "is interrupted while the node pools are being created",
    signal: "SIGINT",
    at: "pool-wina-agents creating",
  },
] as const;

describe("an up of the dev stack that is cut off", function () {
  this.timeout("10m");

  for (const { what, signal, at } of cases) {
    it(`and ${what} leaves a state from which the next one goes on`, async () => {
      const project = new Project("dev");
      try {
        const first = project.start("up", "--stack", "dev", "--yes");
        await first.printed(at);
        await sleep(500);
        process.kill(first.pid, signal);
        const { exitCode } = await first.ended;
        assert.equal(exitCode, signal === "SIGINT" ? 130 : null);

        const second = await project.mullion("up", "--stack", "dev", "--yes");
        assert.equal(second.exitCode, 0, second.stdout + second.stderr);
        const third = await project.mullion("preview", "--stack", "dev", "--expect-no-changes");
        assert.equal(third.exitCode, 0, third.stdout);
        const last = await project.mullion("destroy", "--stack", "dev", "--yes");
        assert.equal(last.exitCode, 0, last.stdout + last.stderr);
      } finally {
        await project.remove();
      }
    });
  }
});
