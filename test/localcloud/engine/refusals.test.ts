import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/resource_pb";
import { EventStream } from "../../../localcloud/engine/events";
import { Unsupported } from "../../../localcloud/engine/failure";
import { builtinProvider } from "../../../localcloud/engine/plugins/builtin";
import { call } from "../../../localcloud/engine/plugins/call";
import { readAutonaming } from "../../../localcloud/engine/program/autonaming";
import { MonitorServer, type MonitorHandlers } from "../../../localcloud/engine/program/monitor";
import { readProject } from "../../../localcloud/engine/program/project";
import { refuseUnsupported } from "../../../localcloud/engine/program/request";
import { usesTypescript } from "../../../localcloud/engine/run/pack";
import { outputsOfStack } from "../../../localcloud/engine/run/stack-reference";
import { hashAssets } from "../../../localcloud/engine/values/assets";
import { SIGNATURE, Signature } from "../../../localcloud/wire/values";
import { boxesOf, errorsOf, makeStage, type Stage } from "./stage/stage";

/** What the engine says when it is asked for something that it does not do. */
const unsupported = (what: string): object => ({
  name: "Unsupported",
  message: `${what} is not supported by the embedded engine; use --engine pulumi, or see docs/engine-refusals.md`,
});

const PAGE = path.resolve(__dirname, "../../../docs/engine-refusals.md");

/** The first column of the page's table. */
function rows(): string[] {
  const lines = fs.readFileSync(PAGE, "utf8").split("\n");
  return lines.flatMap((line) => (/^\| (?!What |-)/u.test(line) ? [line.split("|")[1]?.trim() ?? ""] : []));
}

/** A registration that asks for one thing that is refused. */
const asking = (change: (request: pb.RegisterResourceRequest) => unknown): (() => void) => {
  const request = new pb.RegisterResourceRequest().setType("crate:index:Box");
  change(request);
  return () => {
    refuseUnsupported(request);
  };
};

type Ask = (client: ResourceMonitorClient) => Promise<unknown>;

/** Asks the resource monitor, as a program does. @returns what it answers, and what the run was told. */
async function asked(ask: Ask): Promise<readonly [string, string]> {
  const server = new MonitorServer(new EventStream(undefined));
  let told = "";
  const refused: MonitorHandlers["refused"] = (error) => {
    told = error.message;
  };
  // Nothing else is asked for.
  const handlers = { refused } as MonitorHandlers;
  server.serve({ project: "p", stack: "dev", dryRun: false, parallel: 1 }, handlers);
  await server.listen();
  const client = new ResourceMonitorClient(server.address, grpc.credentials.createInsecure());
  try {
    const said = await ask(client).then(String, (error: unknown) => String(error));
    return [said, told];
  } finally {
    client.close();
    server.close();
  }
}

async function refusesCall(what: string, ask: Ask): Promise<void> {
  const { message } = new Unsupported(what);
  assert.deepEqual(await asked(ask), [`CallError: ${message}`, message]);
}

/** Each row of the page, with what proves it. */
const refusals: Readonly<Record<string, (stage: Stage) => unknown>> = {
  "A provider other than those that the caller allows (`azure-native`, `aws`, `kubernetes`, `random`)":
    async (stage) => {
      const refusal = 'the provider "crate" (only "random" can be used)';
      stage.program('new Box("a", { size: 1 });');
      const { exitCode, events } = await stage.run({ allowedProviders: ["random"] });
      assert.deepEqual([exitCode, errorsOf(events)], [1, [new Unsupported(refusal).message]]);
      assert.deepEqual(boxesOf(await stage.state()), []);
      assert.equal((await stage.run()).exitCode, 0);
      await assert.rejects(stage.run({ allowedProviders: ["random"] }), unsupported(refusal));
      assert.deepEqual(stage.objects(), ["a"]);
    },
  "A runtime other than `nodejs`, in Pulumi.yaml or PulumiPolicy.yaml": ({ root }) => {
    const message = (file: string): RegExp =>
      new RegExp(
        `${file}: runtime: must be nodejs, the only one that the embedded engine runs, got "python"$`,
      );
    const program = path.join(root, "program");
    fs.writeFileSync(path.join(program, "Pulumi.yaml"), "name: boxes\nruntime: python\n");
    assert.throws(() => readProject(program, "dev"), message("Pulumi.yaml"));
    fs.writeFileSync(path.join(root, "PulumiPolicy.yaml"), "runtime: python\n");
    assert.throws(() => usesTypescript(root), message("PulumiPolicy.yaml"));
  },
  "Remote components (`helm.v4.Chart`, `yaml.v2.ConfigGroup`, `@pulumi/eks`)": () => {
    assert.throws(
      asking((request) => request.setRemote(true).setType("kubernetes:helm.sh/v4:Chart")),
      unsupported("the remote component kubernetes:helm.sh/v4:Chart (a component that its provider makes)"),
    );
  },
  "Method calls on resources (`Call`)": () =>
    refusesCall("a method call on a resource (Call)", (client) =>
      call((done) => client.call(new pb.ResourceCallRequest(), done)),
    ),
  "Parameterized packages and extensions": async () => {
    assert.throws(
      asking((request) => request.setPackageref("ref")),
      unsupported("a parameterized package"),
    );
    await refusesCall("a parameterized package", (client) =>
      call((done) => client.registerPackage(new pb.RegisterPackageRequest(), done)),
    );
  },
  "Resource hooks and error hooks": async () => {
    const hooks = new pb.RegisterResourceRequest.ResourceHooksBinding().setBeforeCreateList(["hook"]);
    assert.throws(
      asking((request) => request.setHooks(hooks)),
      unsupported("the resource option hooks"),
    );
    await refusesCall("a resource hook", (client) =>
      call((done) => client.registerResourceHook(new pb.RegisterResourceHookRequest(), done)),
    );
    await refusesCall("an error hook", (client) =>
      call((done) => client.registerErrorHook(new pb.RegisterErrorHookRequest(), done)),
    );
  },
  "State migrations (`stateMigrations`), `envVarMappings`, `pluginDownloadURL`": () => {
    assert.throws(
      asking((request) => request.getEnvvarmappingsMap().set("A", "B")),
      unsupported("the resource option envVarMappings"),
    );
    assert.throws(
      asking((request) => request.setPlugindownloadurl("https://example.com")),
      unsupported("the resource option pluginDownloadURL"),
    );
    assert.throws(
      asking((request) => request.setStateMigrationsList([new Callback()])),
      unsupported("the resource option stateMigrations"),
    );
  },
  "Assets and archives at a URL (`RemoteAsset`, `RemoteArchive`)": async () => {
    for (const signature of [Signature.Asset, Signature.Archive])
      await assert.rejects(
        hashAssets({ file: { [SIGNATURE]: signature, uri: "https://example.com" } }, "/"),
        unsupported("an asset or archive at a URL (RemoteAsset, RemoteArchive)"),
      );
  },
  "Asking whether a resource exists (`ExistsResource`)": () =>
    refusesCall("asking whether a resource exists (ExistsResource)", (client) =>
      call((done) => client.existsResource(new pb.ExistsResourceRequest(), done)),
    ),
  "A setting in `pulumi:autonaming` that is not known, or names configuration that is not set": () => {
    const config = { values: { "pulumi:autonaming": '{"mod":"verbatim"}' }, secretKeys: [] };
    assert.throws(
      () => readAutonaming(config, "boxes", "dev"),
      /pulumi:autonaming\.mod: is not known; known are mode, pattern, enforce, providers \(https:/u,
    );
  },
  "References to stacks outside of this backend": async ({ root }) => {
    for (const name of ["other", "boxes/other", "company/boxes/dev"])
      await assert.rejects(
        outputsOfStack({ backend: path.join(root, "backend"), passphrase: "x" }, "boxes", name),
        /^Error: unknown stack ".*": only stacks of this local backend can be referred to/u,
      );
  },
  "Creating anything with the package `pulumi` (a `Stash`, a component of the engine's own)": async () => {
    const urn = "urn:pulumi:dev::boxes::pulumi:index:Stash::s";
    const provider = builtinProvider(() => Promise.resolve({}));
    const refusal = unsupported(`creating ${urn} with the engine's own provider`);
    await assert.rejects(provider.check(urn, {}, {}), refusal);
    await assert.rejects(provider.create(urn, {}, 0, false), refusal);
  },
};

describe("what the embedded engine refuses", function () {
  this.timeout(120_000);
  let stage: Stage;

  beforeEach(() => {
    stage = makeStage();
  });

  afterEach(() => {
    stage.clear();
  });

  for (const [what, proof] of Object.entries(refusals)) it(`by name: ${what}`, () => proof(stage));

  it("is exactly what its page lists", () => {
    assert.ok(rows().length > 0);
    assert.deepEqual(rows(), Object.keys(refusals));
  });

  it("ends the run, and leaves what was there", async () => {
    stage.program('new Box("a", { size: 1 });\nnew Box("b", { size: 1 });');
    assert.equal((await stage.run()).exitCode, 0);
    stage.program('new Box("a", { size: 1 }, { pluginDownloadURL: "https://example.com" });');
    const { exitCode, events } = await stage.run();
    assert.deepEqual(
      [exitCode, errorsOf(events)],
      [1, [new Unsupported("the resource option pluginDownloadURL").message]],
    );
    assert.deepEqual(stage.objects(), ["a", "b"]);
    assert.deepEqual(boxesOf(await stage.state()), ["a", "b"]);
  });
});
