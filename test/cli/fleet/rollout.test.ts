import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Rollout } from "../../../cli/fleet/up/rollout";
import { stackReader } from "../../../cli/fleet/up/states";
import type { Previewed, StackEngine } from "../../../cli/fleet/up/engines";
import type { Wave } from "../../../fleet/waves";
import { resolveHome } from "../../../localcloud/home";

const gates = { policy: "mandatory", impact: "refused", healthMinutes: 1 } as const;
const waves: readonly Wave[] = [
  { name: "canary", stacks: ["a", "b"], soakMinutes: 0, gates },
  { name: "rest", stacks: ["c"], soakMinutes: 0, gates },
];

/** A preview in which one resource is made. */
function previewOf(stack: string): Previewed {
  const urn = `urn:pulumi:${stack}::shop::random:index/randomPassword:RandomPassword::x`;
  const created = { urn, type: "random:index/randomPassword:RandomPassword", custom: true, inputs: {} };
  const metadata = { op: "create", urn, type: created.type, old: null, new: created };
  const events = JSON.stringify({ resourcePreEvent: { metadata } });
  return { exitCode: 0, events, lines: ["Resources: + 1 to create"] };
}

describe("a rollout", () => {
  let folder = "";
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-rollout-"));
  });
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  /** Runs one whose previews go well and whose deployments do what a test says. */
  async function run(deploy: (stack: string, interrupt: () => void) => Promise<number>) {
    const home = resolveHome({ MULLION_HOME: folder }, folder);
    const soft = new AbortController();
    const deployed: string[] = [];
    const said: string[] = [];
    const engine: StackEngine = {
      previewCommand: (stack) => `mullion preview --stack ${stack}`,
      preview: (stack) => Promise.resolve(previewOf(stack)),
      deploy: (stack) => {
        deployed.push(stack);
        return deploy(stack, () => {
          soft.abort();
        });
      },
    };
    const rollout = new Rollout({
      waves,
      engine,
      readStack: stackReader({ projectDir: folder, project: "shop", home }, {}),
      interrupt: {
        signal: soft.signal,
        kill: new AbortController().signal,
        happened: () => soft.signal.aborted,
        release: () => undefined,
      },
      asOf: "2026-11-23",
      waivers: [],
      yes: true,
      waitMinutes: 60,
      command: "mullion fleet up --waves fleet.yaml --yes",
      paint: (_, words) => words,
      say: (line) => said.push(line),
    });
    return { exitCode: await rollout.run(), deployed, said: said.join("\n") };
  }

  it("that is interrupted in a deployment begins no other, and says what remains", async () => {
    const { exitCode, deployed, said } = await run((_, interrupt) => {
      interrupt();
      return Promise.resolve(1);
    });
    assert.deepEqual([exitCode, deployed], [130, ["a"]]);
    assert.match(said, /\n\nRemaining:\n {2}canary: a, b\n {2}rest: c\nGo on with: mullion fleet up /);
  });

  it("stops at a deployment that fails", async () => {
    const { exitCode, deployed, said } = await run(() => Promise.resolve(1));
    assert.deepEqual([exitCode, deployed], [3, ["a"]]);
    assert.match(
      said,
      /Stopped at wave "canary":\n {2}a, gate deployment: Its deployment ended with exit code 1/,
    );
  });

  it("stops at a deployment that cannot begin, with the reason", async () => {
    const { exitCode, said } = await run(() => Promise.reject(new Error("the stack is locked by 42")));
    assert.equal(exitCode, 3);
    assert.match(said, /a, gate deployment: It could not be deployed: the stack is locked by 42\n/);
  });

  it("stops at a stack that still has changes after its deployment", async () => {
    const { exitCode, deployed, said } = await run(() => Promise.resolve(0));
    assert.deepEqual([exitCode, deployed], [3, ["a"]]);
    assert.match(said, /a, gate complete: It was deployed, and its preview still has changes/);
  });
});
