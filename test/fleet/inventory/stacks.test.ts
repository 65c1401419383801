import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import { exportedStacks } from "../../../fleet/inventory/exports";
import { withKubeconfig } from "../../../fleet/inventory/kubeconfig-contexts";
import { fileBackendStacks } from "../../../fleet/inventory/local";
import type { Stack } from "../../../fleet/inventory/stack";
import { aksResources, eksResources, exportOf, kubeconfig, passphrase, resource } from "../states";

const canary = "canary-of-the-kubeconfig";

describe("stacks of the fleet", () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-fleet-"));
  });
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });
  const write = (file: string, text: string | Buffer) => {
    const full = path.join(folder, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, text);
    return full;
  };
  const one = (stacks: readonly Stack[]): Stack => {
    const [stack] = stacks;
    assert.ok(stack !== undefined);
    return stack;
  };

  it("are the files of a folder of exports, and an unreadable one does not hide the others", async () => {
    write("exports/prod.json", await exportOf({ resources: aksResources }));
    write("exports/broken.json", "{");
    write("exports/old.json", JSON.stringify({ version: 2, deployment: {} }));
    write("exports/other.json", JSON.stringify({ name: "no state" }));
    write("exports/bare.json", JSON.stringify({ version: 3, deployment: { resources: [{ urn: "" }] } }));
    write("exports/notes.txt", "not a stack");
    const stacks = exportedStacks(path.join(folder, "exports"), passphrase);
    assert.deepEqual(
      stacks.map(({ name }) => name),
      ["bare", "broken", "old", "other", "prod"],
    );
    const [bare, broken, old, other, prod] = stacks;
    assert.match(bare?.error ?? "", /bare\.json: it holds a resource without urn or type\.$/);
    assert.match(broken?.error ?? "", /broken\.json: it is not JSON: /);
    assert.match(old?.error ?? "", /its version is 2, and only 3 can be read; export it again/);
    assert.match(
      other?.error ?? "",
      /it is no state of a stack: it has neither "deployment" nor "checkpoint"\.$/,
    );
    assert.equal(prod?.error, undefined);
    assert.equal(prod?.deployment?.deployedAt, "2026-11-20T08:00:00Z");
    assert.deepEqual(await broken?.credentials(), { kind: "none", reason: "Its state could not be read." });
  });

  it("are refused as a whole where there is no folder, or nothing in it", () => {
    assert.throws(
      () => exportedStacks(path.join(folder, "nowhere")),
      /--exports .*nowhere: there is no such folder$/,
    );
    fs.mkdirSync(path.join(folder, "empty"));
    assert.throws(
      () => exportedStacks(path.join(folder, "empty")),
      /no \*\.json is in it; write one per stack with/,
    );
  });

  it("are those of the project in a file backend, compressed or not, backups left out", async () => {
    const { deployment } = JSON.parse(await exportOf({ resources: aksResources })) as { deployment: unknown };
    const checkpoint = JSON.stringify({ version: 3, checkpoint: { stack: "s", latest: deployment } });
    write("backend/.pulumi/stacks/shop/dev.json", checkpoint);
    write("backend/.pulumi/stacks/shop/dev.json.bak", checkpoint);
    write("backend/.pulumi/stacks/shop/dev.json.attrs", "{}");
    write("backend/.pulumi/stacks/shop/prod.json.gz", gzipSync(checkpoint));
    write("backend/.pulumi/stacks/other/dev.json", checkpoint);
    const stacks = fileBackendStacks({ folder: path.join(folder, "backend"), project: "shop" });
    assert.deepEqual(
      stacks.map(({ name, error, deployment: read }) => [name, error, read?.resources.length]),
      [
        ["dev", undefined, 3],
        ["prod", undefined, 3],
      ],
    );
    assert.deepEqual(fileBackendStacks({ folder: path.join(folder, "nowhere"), project: "shop" }), []);
  });

  it("know that a deployment was broken off, by its journal or by what it left pending", async () => {
    const text = await exportOf({ resources: aksResources });
    const backend = path.join(folder, "cut");
    write("cut/.pulumi/stacks/shop/dev.json", text);
    const read = () => one(fileBackendStacks({ folder: backend, project: "shop" })).deployment?.unfinished;
    assert.equal(read(), false);
    write("cut/.pulumi/stacks/shop/dev.journal", "");
    assert.equal(read(), true);
    const state = JSON.parse(text) as { deployment: Record<string, unknown> };
    state.deployment["pending_operations"] = [{ type: "creating", resource: {} }];
    write("pending/dev.json", JSON.stringify(state));
    assert.equal(one(exportedStacks(path.join(folder, "pending"))).deployment?.unfinished, true);
  });

  it("open the kubeconfig with the passphrase, with the context of the program's provider", async () => {
    const provider = resource("pulumi:providers:kubernetes", "k8s", { inputs: { context: "there" } });
    const secret = kubeconfig("https://127.0.0.1:1", canary);
    write(
      "open/dev.json",
      await exportOf({ resources: [provider], kubeconfig: secret, other: "other-canary" }),
    );
    const credentials = await one(exportedStacks(path.join(folder, "open"), passphrase)).credentials();
    assert.deepEqual(credentials, { kind: "kubeconfig", pathOrContent: secret, context: "there" });
  });

  it("say why there are no credentials, and never a part of them", async () => {
    const reasonOf = async (state: string, phrase?: string) => {
      write("closed/dev.json", state);
      const credentials = await one(exportedStacks(path.join(folder, "closed"), phrase)).credentials();
      assert.ok(!JSON.stringify(credentials).includes(canary));
      return credentials.kind === "none" ? credentials.reason : "";
    };
    const hidden = await exportOf({ kubeconfig: kubeconfig("https://127.0.0.1:1", canary) });
    assert.match(
      await reasonOf(hidden),
      /stays closed: .*PULUMI_CONFIG_PASSPHRASE is not set; give its kubeconfig with --kubeconfig FILE\.$/,
    );
    assert.match(await reasonOf(hidden, "wrong"), /stays closed: the passphrase is wrong/);
    assert.match(
      await reasonOf(hidden.replace('"passphrase"', '"service"'), passphrase),
      /by the secrets provider "service", which only the Pulumi CLI can ask/,
    );
    assert.match(await reasonOf(await exportOf({})), /The state has no output "kubeconfig"/);
    assert.match(
      await reasonOf(await exportOf({ kubeconfig: `/etc/${canary}` }), passphrase),
      /it is no kubeconfig/,
    );
    assert.equal(
      await reasonOf(JSON.stringify({ version: 3, deployment: {} })),
      "The stack is not deployed.",
    );
  });

  it("take credentials from a kubeconfig by stack, cluster or ARN; what is left is a cluster of its own", async () => {
    write("named/prod.json", await exportOf({ resources: aksResources }));
    write("named/eks.json", await exportOf({ resources: eksResources }));
    write("named/dev.json", await exportOf({}));
    const contexts = ["dev", "aks-shop", "arn:aws:eks:eu-west-1:123456789012:cluster/eks-shop", "kind"];
    const file = write(
      "config",
      JSON.stringify({ contexts: contexts.map((name) => ({ name, context: { cluster: "c", user: "u" } })) }),
    );
    const found = withKubeconfig(exportedStacks(path.join(folder, "named")), file);
    const used = await Promise.all(
      found.map(async ({ name, source, credentials }) => {
        const given = await credentials();
        return [name, source.kind, given.kind === "kubeconfig" ? given.context : given.reason];
      }),
    );
    assert.deepEqual(used, [
      ["dev", "exports", "dev"],
      ["eks", "exports", contexts[2]],
      ["prod", "exports", "aks-shop"],
      ["kind", "kubeconfig", "kind"],
    ]);
  });

  it("are refused with a kubeconfig that is none, without a word of it", () => {
    const file = write("bad-config", `users: [\n  token: ${canary}: {`);
    assert.throws(
      () => withKubeconfig([], file),
      (error: Error) =>
        /is neither YAML nor JSON of a kubeconfig$/.test(error.message) && !error.message.includes(canary),
    );
    assert.throws(() => withKubeconfig([], write("no-contexts", "{}")), /has no contexts$/);
  });
});
