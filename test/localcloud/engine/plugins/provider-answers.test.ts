import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as service from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { PluginProvider } from "../../../../localcloud/engine/plugins/plugin-provider";
import { patienceOf } from "../../../../localcloud/engine/patience";
import { ProviderConnection } from "../../../../localcloud/engine/plugins/provider-connection";
import { toStruct, UNKNOWN } from "../../../../localcloud/wire/values";

const URN = "urn:pulumi:dev::boxes::crate:index:Box::a";
const OLD = { urn: URN, id: "box-1", inputs: { size: 1 }, outputs: { size: 1, key: "k" } };

type Answers = Partial<
  Record<keyof typeof service.ResourceProviderService, () => object | Buffer | undefined>
>;

/** Serves these answers: a message, bytes that stand in its place, or `undefined` for none at all. */
async function serving(
  answers: Answers,
  use: (provider: PluginProvider, line: ProviderConnection) => Promise<void>,
): Promise<void> {
  const server = new grpc.Server();
  const definition = Object.fromEntries(
    Object.entries(service.ResourceProviderService).map(([name, method]) => [
      name,
      {
        ...method,
        responseSerialize: (answer: Buffer | { serializeBinary(): Uint8Array }) =>
          Buffer.isBuffer(answer) ? answer : Buffer.from(answer.serializeBinary()),
      },
    ]),
  );
  const all: Answers = {
    getPluginInfo: () => new PluginInfo(),
    configure: () => new pb.ConfigureResponse().setSupportspreview(true),
    cancel: () => new Empty(),
    ...answers,
  };
  server.addService(
    definition,
    Object.fromEntries(
      Object.entries(all).flatMap(([name, answer]) =>
        answer === undefined
          ? []
          : [
              [
                name,
                (_: unknown, done: (error: null, answer: object) => void) => {
                  const given = answer();
                  if (given !== undefined) done(null, given);
                },
              ],
            ],
      ),
    ),
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  const line = new ProviderConnection(
    {
      port,
      ended: new Promise(() => undefined),
      alive: () => true,
      stop: () => Promise.resolve(),
      kill: () => undefined,
    },
    'provider "crate"',
    patienceOf({ patience: { graceSeconds: 0.2 } }),
  );
  try {
    await use(new PluginProvider(line), line);
  } finally {
    line.client.close();
    server.forceShutdown();
  }
}

// On the wire an enumeration may be any number.
const UNHEARD_OF: number = 77;

const BUG = "this is a bug in the provider";

describe("what a provider answers that it must not", function () {
  this.timeout(60_000);

  it("is an error that names provider and call when a new object has no ID", async () => {
    await serving(
      { create: () => new pb.CreateResponse().setProperties(toStruct({ size: 1 })) },
      (provider) =>
        assert.rejects(provider.create(URN, { size: 1 }, 0, false), {
          message: `provider "crate" answered Create with no ID; ${BUG}`,
        }),
    );
  });

  it("does not lose an object of which the provider does not know everything", async () => {
    const properties = toStruct({ size: 1, key: UNKNOWN, deep: { list: ["a", UNKNOWN] } });
    const expected = (method: string): object => ({
      id: "box-1",
      outputs: { size: 1 },
      initErrors: [
        `provider "crate" answered ${method} with values that it says are not known: deep, key; ${BUG}`,
      ],
    });
    await serving(
      {
        create: () => new pb.CreateResponse().setId("box-1").setProperties(properties),
        update: () => new pb.UpdateResponse().setProperties(properties),
        read: () => new pb.ReadResponse().setId("box-1").setProperties(properties),
      },
      async (provider) => {
        provider.configure("urn:pulumi:dev::boxes::pulumi:providers:crate::default", "id", {});
        assert.deepEqual(await provider.create(URN, { size: 1 }, 0, false), expected("Create"));
        assert.deepEqual(await provider.update(OLD, { size: 2 }, 0, [], false), expected("Update"));
        assert.deepEqual(await provider.read(URN, "box-1", OLD), expected("Read"));
        // In a preview nothing is wrong with it.
        assert.equal((await provider.create(URN, { size: 1 }, 0, true)).outputs["key"], UNKNOWN);
      },
    );
  });

  it("is an error when a change is of a kind that does not exist", async () => {
    const message = `provider "crate" answered Diff with a kind of change that does not exist; ${BUG}`;
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- on the wire an enumeration may be any number
    await serving({ diff: () => new pb.DiffResponse().setChanges(UNHEARD_OF) }, (provider) =>
      assert.rejects(provider.diff(OLD, { size: 2 }, []), { message }),
    );
    const detailed = new pb.DiffResponse().setChanges(pb.DiffResponse.DiffChanges.DIFF_SOME);
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- on the wire an enumeration may be any number
    detailed.getDetaileddiffMap().set("size", new pb.PropertyDiff().setKind(UNHEARD_OF));
    await serving({ diff: () => detailed }, (provider) =>
      assert.rejects(provider.diff(OLD, { size: 2 }, []), { message }),
    );
  });

  it("is an error when it is no message at all", async () => {
    await serving({ check: () => Buffer.from([0xff, 0xff, 0xff, 0xff]) }, (provider) =>
      assert.rejects(provider.check(URN, {}, { size: 1 }), {
        message: `provider "crate" answered Check with something that is no answer; ${BUG}`,
      }),
    );
  });

  it("counts as nothing where a field is missing", async () => {
    await serving(
      {
        check: () => new pb.CheckResponse(),
        diff: () => new pb.DiffResponse(),
        read: () => new pb.ReadResponse(),
      },
      async (provider) => {
        assert.deepEqual(await provider.check(URN, {}, { size: 1 }), { inputs: {}, failures: [] });
        assert.equal((await provider.diff(OLD, { size: 2 }, [])).changes, "unknown");
        assert.equal(await provider.read(URN, "box-1", OLD), undefined);
      },
    );
  });

  it("does not keep the run from ending when Cancel is never answered", async () => {
    await serving({ cancel: () => undefined }, (_, line) => line.close());
  });
});
