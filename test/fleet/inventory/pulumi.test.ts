import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pulumiStacks } from "../../../fleet/inventory/pulumi";
import { aksResources, exportOf, kubeconfig } from "../states";

const canary = "canary-of-pulumi";

/** Plays the CLI: answers from files of its folder, and writes down how it was called. */
const program = `#!/bin/sh
cd "$(dirname "$0")"
echo "$@ [$PULUMI_BACKEND_URL]" >> calls
case "$2" in
  ls) cat list.json ;;
  export) if [ -f "$4.json" ]; then cat "$4.json"; else echo "error: no stack named '$4' found" >&2; exit 255; fi ;;
  output) if [ -f kubeconfig ]; then cat kubeconfig; else echo "${canary}"; echo "error: access denied by the key vault." >&2; exit 255; fi ;;
esac
`;

describe("stacks of Pulumi's own backend", function () {
  this.timeout(60_000);
  let folder: string;
  const file = (name: string) => path.join(folder, name);
  const stacks = (backend?: string, wanted?: readonly string[]) =>
    pulumiStacks(
      {
        command: file("pulumi"),
        projectDir: folder,
        env: process.env,
        ...(backend === undefined ? {} : { backend }),
      },
      wanted,
    );
  const calls = () => fs.readFileSync(file("calls"), "utf8").trim().split("\n");
  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-fleet-"));
    fs.writeFileSync(file("pulumi"), program, { mode: 0o700 });
    fs.writeFileSync(file("list.json"), JSON.stringify([{ name: "prod", current: true }, { name: "gone" }]));
    const text = await exportOf({ resources: aksResources, kubeconfig: "hidden" });
    fs.writeFileSync(file("prod.json"), text);
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it("are listed and exported by the CLI; one that it cannot export is a stack with one error", async () => {
    const [prod, gone, ...rest] = await stacks();
    assert.deepEqual(rest, []);
    assert.equal(prod?.deployment?.resources.length, 3);
    assert.deepEqual(prod.source, { kind: "pulumi", where: "the backend that pulumi is logged in to" });
    assert.equal(gone?.error, "pulumi stack export --stack gone: no stack named 'gone' found.");
    assert.match(calls()[0] ?? "", /^stack ls --json --non-interactive /);
    assert.ok(calls().every((line) => !line.includes("output")));
  });

  it("are asked of the backend that is named, and only those that are wanted", async () => {
    const found = await stacks("s3://states", ["prod"]);
    assert.deepEqual(
      found.map(({ name, source }) => [name, source.where]),
      [["prod", "s3://states"]],
    );
    assert.deepEqual(calls(), [
      "stack ls --json --non-interactive [s3://states]",
      "stack export --stack prod --non-interactive [s3://states]",
    ]);
  });

  it("open their kubeconfig, and nothing else, by the CLI, and only when it is needed", async () => {
    const text = kubeconfig("https://127.0.0.1:1", canary);
    fs.writeFileSync(file("kubeconfig"), `${text}\n`);
    const [prod] = await stacks("s3://states", ["prod"]);
    assert.equal(calls().length, 2);
    assert.deepEqual(await prod?.credentials(), { kind: "kubeconfig", pathOrContent: text });
    assert.equal(
      calls()[2],
      "stack output kubeconfig --show-secrets --stack prod --non-interactive [s3://states]",
    );
  });

  it("say in the CLI's words why the kubeconfig stays closed, without what else it printed", async () => {
    const [prod] = await stacks("s3://states", ["prod"]);
    assert.deepEqual(await prod?.credentials(), {
      kind: "none",
      reason:
        'The output "kubeconfig" stays closed: access denied by the key vault; give its kubeconfig with --kubeconfig FILE.',
    });
  });

  it("are refused as a whole in the CLI's words when they cannot be listed", async () => {
    fs.writeFileSync(
      file("pulumi"),
      "#!/bin/sh\necho 'error: PULUMI_ACCESS_TOKEN must be set' >&2; exit 1\n",
      { mode: 0o700 },
    );
    await assert.rejects(stacks(), /^InputError: pulumi stack ls: PULUMI_ACCESS_TOKEN must be set$/);
    fs.rmSync(file("pulumi"));
    await assert.rejects(stacks(), /^InputError: pulumi stack ls: spawn .*ENOENT$/);
  });
});
