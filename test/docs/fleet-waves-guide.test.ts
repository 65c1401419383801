import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { readWaves } from "../../fleet/waves";
import type { GateName } from "../../fleet/waves";

const guide = fs.readFileSync(path.join(__dirname, "../../docs/guides/fleet.md"), "utf8");
const section = guide.slice(guide.indexOf("\n## Waves\n"));

describe("the guide to waves", () => {
  it("shows a file of waves that is read as the text says", () => {
    const [, example = ""] = /```yaml\n(.*?)```/s.exec(section) ?? [];
    const [canary, rest] = readWaves(example, "fleet.yaml", ["dev", "staging", "prod"]);
    assert.deepEqual(canary, {
      name: "canary",
      stacks: ["dev"],
      soakMinutes: 60,
      gates: { policy: "mandatory", impact: "pool-replace", healthMinutes: 15 },
    });
    assert.deepEqual([rest?.soakMinutes, rest?.gates.impact], [0, "rolling"]);
    assert.match(example, /schemas\/waves\.v1\.json/);
  });

  it("explains every gate", () => {
    const gates: Readonly<Record<GateName, true>> = {
      preview: true,
      policy: true,
      impact: true,
      deployment: true,
      complete: true,
      health: true,
    };
    const explained = [...section.matchAll(/^\| `([a-z]+)` +\|/gm)].map(([, gate]) => gate);
    assert.deepEqual(explained, Object.keys(gates));
  });
});
