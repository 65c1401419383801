import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as readline from "node:readline";
import * as grpc from "@grpc/grpc-js";
import * as service from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as m from "@pulumi/pulumi/proto/provider_pb";
import { resolveHome } from "../../../../localcloud/home";
import { installPlugins, standInVersion } from "../../../../localcloud/providers/install";
import type { StandIn } from "../../../../localcloud/providers/install";
import { fromStruct, isSecret, toStruct } from "../../../../localcloud/wire/values";

describe("the azure-native and random plugins", function () {
  this.timeout(60_000);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-plugin-"));
  const home = resolveHome({ MULLION_HOME: root });
  const started: ChildProcess[] = [];

  async function start(name: StandIn): Promise<service.ResourceProviderClient> {
    installPlugins(home);
    const folder = path.join(home.pulumiHome, "plugins", `resource-${name}-v${standInVersion(name)}`);
    const plugin = spawn(path.join(folder, `pulumi-resource-${name}`), ["127.0.0.1:1"], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, MULLION_HOME: root },
    });
    started.push(plugin);
    for await (const port of readline.createInterface({ input: plugin.stdout })) {
      return new service.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    }
    throw new Error(`${name} ended without a port`);
  }

  after(() => {
    for (const plugin of started) plugin.kill("SIGTERM");
    fs.rmSync(root, { recursive: true, force: true });
  });

  const urn = (type: string) => `urn:pulumi:dev::shop::${type}::shop`;
  const call = <Q, R>(
    method: (request: Q, done: (error: grpc.ServiceError | null, response: R) => void) => unknown,
    request: Q,
  ): Promise<R> =>
    new Promise((resolve, reject) => {
      method(request, (error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });

  it("answer the provider protocol as processes of their own", async () => {
    const azure = await start("azure-native");
    const group = "azure-native:resources:ResourceGroup";
    await call(
      azure.configure.bind(azure),
      new m.ConfigureRequest().setArgs(toStruct({ location: "westeurope" })),
    );
    const checked = await call<m.CheckRequest, m.CheckResponse>(
      azure.check.bind(azure),
      new m.CheckRequest().setUrn(urn(group)).setNews(toStruct({ resourceGroupName: "shop" })),
    );
    assert.deepEqual(fromStruct(checked.getInputs()), {
      resourceGroupName: "shop",
      location: "westeurope",
      azureApiVersion: "2024-03-01",
    });
    const made = await call<m.CreateRequest, m.CreateResponse>(
      azure.create.bind(azure),
      new m.CreateRequest().setUrn(urn(group)).setProperties(checked.getInputs()),
    );
    assert.equal(made.getId(), "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/shop");
    assert.ok(fs.existsSync(home.azureDb));
    await assert.rejects(
      call(
        azure.create.bind(azure),
        new m.CreateRequest().setUrn(urn(group)).setProperties(checked.getInputs()),
      ),
      /cannot create already existing resource/,
    );
    azure.close();
  });

  it("make a password that the engine keeps secret", async () => {
    const random = await start("random");
    const type = "random:index/randomPassword:RandomPassword";
    await call(random.configure.bind(random), new m.ConfigureRequest());
    const made = await call<m.CreateRequest, m.CreateResponse>(
      random.create.bind(random),
      new m.CreateRequest().setUrn(urn(type)).setProperties(toStruct({ length: 20 })),
    );
    assert.ok(isSecret(fromStruct(made.getProperties())["result"]));
    random.close();
  });
});
