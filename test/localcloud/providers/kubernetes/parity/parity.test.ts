import * as assert from "node:assert/strict";
import type { ControlPlane } from "../../../../../localcloud/kubernetes";
import { startScenarioCluster } from "../../../kubernetes/scenario-cluster";
import { BUILD_TIMEOUT_MILLISECONDS, removeHome, temporaryHome } from "../../../kubernetes/temporary-home";
import { judgeDifferences } from "./better";
import { readRecording, scenarioNames } from "./recording";
import type { Difference } from "./replay";
import { replay } from "./replay";

/** The scenarios of every test run: one of each subject, a few seconds each. The long job runs all. */
const QUICK = [
  "104-auto-naming-config",
  "105-no-namespace",
  "106-delete",
  "201-configmap-secret",
  "203-immutable-cluster",
  "301-deployment-ready",
  "402-conflict-other-path",
  "404-import",
  "413-failed-update-again",
  "501-unreachable",
  "508-secrets",
  "510-unknowns",
  "512-forbidden",
  "702-diff-config",
  "703-client-side",
  "706-render-yaml",
];

/** What the stand-in does not do, and what it says in the place of it. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  "601-helm-release": /Helm release "s601\/s601-rel" \(chart \.\/chart\) is recorded and not rendered/,
  "602-helm-release-stuck": /Helm release "s602\/s602-rel" \(chart \.\/chart\) is recorded and not rendered/,
  "603-helm-chart-v4": /the stand-in refuses Construct/,
  "604-config-group-v2": /the stand-in refuses Construct/,
};

/** `all`, or the beginnings of names, separated by commas. */
const asked = process.env["MULLION_KUBERNETES_PARITY"];
const names = scenarioNames().filter((name) =>
  asked === undefined
    ? QUICK.includes(name)
    : asked === "all" || asked.split(",").some((part) => name.startsWith(part)),
);

describe("the Kubernetes stand-in does what the recorded provider did", function () {
  this.timeout(300_000);
  const home = temporaryHome();
  const count = { equal: 0, refused: 0, different: 0, better: 0 };
  let cluster: ControlPlane;

  before(async function () {
    this.timeout(BUILD_TIMEOUT_MILLISECONDS);
    cluster = await startScenarioCluster(home);
  });

  after(async () => {
    await removeHome(home);
    const { equal, refused, different, better } = count;
    console.log(
      `      ${equal} equal, ${refused} refused, ${different} different (${better} differences are wanted)`,
    );
  });

  const run = (name: string): Promise<readonly Difference[]> =>
    replay(name, { server: cluster.server, adminToken: cluster.token("kubectl") });

  it("has the scenarios that it is to run", () => {
    assert.ok(names.length >= (asked === undefined ? QUICK.length : 1), "recordings are missing");
  });

  for (const name of names) {
    const { title } = readRecording(name).scenario;
    const refusal = REFUSED[name];
    if (refusal === undefined) {
      it(`${name}: ${title}`, async () => {
        const { wanted, unwanted } = judgeDifferences(await run(name));
        count.better += wanted.length;
        count[unwanted.length === 0 ? "equal" : "different"]++;
        assert.deepEqual(unwanted.map(line), []);
      });
    } else {
      it(`${name} is refused by name: ${title}`, async () => {
        const differences = await run(name);
        count.refused++;
        assert.match(differences.map(line).join("\n"), refusal);
      });
    }
  }
});

function line({ step, about, text }: Difference): string {
  return `command ${step}, ${about}: ${text}`;
}
