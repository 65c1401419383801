import * as assert from "node:assert/strict";
import type { ControlPlane } from "../../../../../localcloud/kubernetes";
import { startScenarioCluster } from "../../../kubernetes/scenario-cluster";
import { BUILD_TIMEOUT_MILLISECONDS, removeHome, temporaryHome } from "../../../kubernetes/temporary-home";
import { runPrograms } from "./programs";
import { readRecording, scenarioNames } from "./recording";

/** The scenario of every test run; each command loads the whole SDK, which takes seconds. */
const QUICK = ["106-delete"];

/** Beginnings of names, separated by commas. */
const asked = process.env["MULLION_KUBERNETES_PROGRAMS"];
const names = scenarioNames().filter((name) =>
  asked === undefined ? QUICK.includes(name) : asked.split(",").some((part) => name.startsWith(part)),
);

describe("recorded programs come to the same through the embedded engine and the Kubernetes plugin", function () {
  this.timeout(600_000);
  const home = temporaryHome();
  let cluster: ControlPlane;

  before(async function () {
    this.timeout(BUILD_TIMEOUT_MILLISECONDS);
    cluster = await startScenarioCluster(home);
  });

  after(async () => {
    await removeHome(home);
  });

  it("has the scenarios that it is to run", () => {
    assert.ok(names.length > 0, "recordings are missing");
  });

  for (const name of names) {
    it(`${name}: ${readRecording(name).scenario.title}`, async () => {
      const differences = await runPrograms(name, {
        server: cluster.server,
        adminToken: cluster.token("kubectl"),
      });
      assert.deepEqual(
        differences.map(({ step, about, text }) => `command ${step}, ${about}: ${text}`),
        [],
      );
    });
  }
});
