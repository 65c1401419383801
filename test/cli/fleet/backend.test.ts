import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ApiServer } from "../../fleet/api-server";
import { nodeObject } from "../../fleet/objects";
import { aksResources, exportOf, kubeconfig } from "../../fleet/states";

const repository = path.resolve(__dirname, "../../..");
const canary = "canary-of-the-backend";

/** Plays the Pulumi CLI: a stack whose preview is `first` until it is deployed, and `second` from then on. */
const pulumi = `#!/bin/sh
cd "$(dirname "$0")"
echo "$@ [$PULUMI_BACKEND_URL]" >> calls
case "$1 $2" in
  "stack ls") echo '[{"name":"canary"},{"name":"prod"}]' ;;
  "stack export") cat "$4.json" ;;
  "stack output") cat kubeconfig ;;
  "preview "*) if [ -f "$3.done" ]; then cat second; else cat first; fi ;;
  "up "*) if [ -f "$3.breaks" ]; then exit 255; fi; touch "$3.done" ;;
esac
`;

const urn = "urn:pulumi:dev::shop::random:index/randomPassword:RandomPassword::x";
const resource = { urn, type: "random:index/randomPassword:RandomPassword", custom: true, inputs: {} };
const event = (op: string, old: object | null) =>
  JSON.stringify({ resourcePreEvent: { metadata: { op, urn, type: resource.type, old, new: resource } } });

describe("fleet up in a backend of the user's own", function () {
  // A process of its own, on a machine that is busy.
  this.timeout(180_000);
  let folder: string;
  let server: ApiServer;
  const file = (name: string) => path.join(folder, name);
  const calls = () => fs.readFileSync(file("bin/calls"), "utf8").trim().split("\n");

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-backend-"));
    fs.mkdirSync(file("bin"));
    server = await ApiServer.start();
    const label = (name: string) => ({ "kubernetes.azure.com/agentpool": name });
    server.lists.set("/api/v1/nodes", [
      nodeObject({ name: "win-1", labels: label("win22a") }),
      ...[1, 2, 3].map((at) =>
        nodeObject({ name: `lin-${String(at)}`, os: "linux", labels: label("system") }),
      ),
    ]);
    fs.writeFileSync(file("bin/pulumi"), pulumi, { mode: 0o700 });
    fs.writeFileSync(file("bin/kubeconfig"), kubeconfig(server.address, canary));
    const state = await exportOf({ resources: aksResources, kubeconfig: "opened by the CLI" });
    for (const stack of ["canary", "prod"]) {
      fs.writeFileSync(file(`bin/${stack}.json`), state);
      fs.writeFileSync(file(`Pulumi.${stack}.yaml`), "config: {}\n");
    }
    fs.writeFileSync(file("bin/first"), event("create", null));
    fs.writeFileSync(file("bin/second"), event("same", resource));
    fs.writeFileSync(file("Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    const waves = [
      { name: "first", stacks: ["canary"] },
      { name: "rest", stacks: ["prod"] },
    ];
    fs.writeFileSync(file("fleet.yaml"), JSON.stringify({ gates: { healthWithin: "1m" }, waves }));
  });
  afterEach(async () => {
    await server.close();
    fs.rmSync(folder, { recursive: true });
  });

  function fleetUp(...args: string[]) {
    const env = {
      ...process.env,
      PATH: `${file("bin")}${path.delimiter}${process.env["PATH"] ?? ""}`,
      MULLION_HOME: file("home"),
    };
    const command = [path.join(repository, "cli/mullion.js"), "fleet", "up", "--waves", "fleet.yaml"];
    return new Promise<{ code: unknown; text: string }>((resolve) => {
      execFile(process.execPath, [...command, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : error.code, text: stdout + stderr });
      });
    });
  }

  it("deploys wave by wave with the CLI there, and looks at the clusters by the CLI's states", async () => {
    const { code, text } = await fleetUp("--backend", "s3://states", "--yes");
    assert.equal(code, 0, text);
    assert.match(text, /canary: its cluster is well[^]*prod: its cluster is well[^]*All waves are deployed/);
    assert.deepEqual(text.match(/^Wave .*$/gm), ['Wave "first" (1 of 2)', 'Wave "rest" (2 of 2)']);
    const made = calls().map((line) => line.split(" ").slice(0, 3).join(" "));
    assert.deepEqual(
      made.filter((line) => line.startsWith("up")),
      ["up --stack canary", "up --stack prod"],
    );
    assert.ok(made.every((line) => !line.startsWith("stack select") && !line.startsWith("stack init")));
    assert.ok(calls().every((line) => line.endsWith(" [s3://states]")));
    assert.ok(calls().some((line) => /^up --stack prod --yes --policy-pack policy /.test(line)));
    assert.ok(server.asked.length > 0 && server.asked.every(({ method }) => method === "GET"));
    assert.doesNotMatch(text, new RegExp(canary));
    assert.ok(!fs.existsSync(file("home")), "nothing of the local cloud is made");
  });

  it("stops at a deployment that fails, and says how to go on there", async () => {
    fs.writeFileSync(file("bin/canary.breaks"), "");
    const { code, text } = await fleetUp("--backend", "pulumi", "--yes");
    assert.equal(code, 3, text);
    assert.match(text, /canary, gate deployment: Its deployment ended with exit code 255/);
    assert.match(text, /Go on with: mullion fleet up --waves fleet\.yaml --backend pulumi --yes\n/);
    assert.ok(calls().every((line) => !line.startsWith("up --stack prod")));
  });

  it("stops at a cluster that is not well, by the gate's own words", async () => {
    server.lists.set("/api/v1/nodes", []);
    fs.writeFileSync(file("fleet.yaml"), fs.readFileSync(file("fleet.yaml"), "utf8").replace('"1m"', '"0m"'));
    const { code, text } = await fleetUp("--backend", "pulumi", "--yes");
    assert.equal(code, 3, text);
    assert.match(text, /canary, gate health: Pool system has 0 of 3 nodes\./);
  });

  it("begins nothing where a stack is not there or its state cannot be read", async () => {
    fs.rmSync(file("bin/prod.json"));
    const unread = await fleetUp("--backend", "pulumi", "--yes");
    assert.equal(unread.code, 1);
    assert.match(unread.text, /pulumi stack export --stack prod: .*prod\.json/);
    fs.writeFileSync(file("bin/pulumi"), pulumi.replace(',{"name":"prod"}', ""), { mode: 0o700 });
    const gone = await fleetUp("--backend", "pulumi", "--yes");
    assert.equal(gone.code, 1);
    assert.match(
      gone.text,
      /--stack prod: there is no such stack; "pulumi stack ls" lists those that there are/,
    );
    assert.ok(calls().every((line) => !/^(up|preview) /.test(line)));
  });

  it("refuses a kubeconfig that is not there, before anything is made ready", async () => {
    const { code, text } = await fleetUp("--kubeconfig", "gone.yaml", "--yes");
    assert.equal(code, 1);
    assert.match(text, /--kubeconfig gone\.yaml: there is no such file\n/);
    assert.ok(!fs.existsSync(file("home")));
  });

  it("refuses the embedded engine, which deploys to the local cloud only", async () => {
    const { code, text } = await fleetUp("--backend", "pulumi", "--engine", "embedded", "--yes");
    assert.equal(code, 1);
    assert.match(text, /--engine embedded: deploys to the local cloud only; leave it out with --backend/);
    assert.ok(!fs.existsSync(file("bin/calls")));
  });
});
