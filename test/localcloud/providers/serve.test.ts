import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as m from "@pulumi/pulumi/proto/provider_pb";
import * as status from "@pulumi/pulumi/proto/status_pb";
import type { CheckRequest, Provider } from "../../../localcloud/providers/provider";
import { InitFailed, Unsupported } from "../../../localcloud/providers/provider";
import { handlers } from "../../../localcloud/providers/serve";
import { fromStruct, toStruct } from "../../../localcloud/wire/values";

const urn = "urn:pulumi:dev::mullion::mullion:aks:Cluster$azure-native:containerservice:AgentPool::a::b";

function provider(overrides: Partial<Provider>): Provider {
  const refuse = () => {
    throw new Unsupported("not in this test");
  };
  return {
    configure: () => undefined,
    check: refuse,
    diff: refuse,
    create: refuse,
    read: refuse,
    update: refuse,
    delete: refuse,
    ...overrides,
  };
}

describe("a provider process", () => {
  let server: grpc.Server;
  let client: ResourceProviderClient;

  async function start(overrides: Partial<Provider>): Promise<void> {
    server = new grpc.Server();
    server.addService(
      ResourceProviderService,
      handlers(provider(overrides), "1.2.3", () => undefined),
    );
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    client = new ResourceProviderClient(`127.0.0.1:${String(port)}`, grpc.credentials.createInsecure());
  }

  afterEach(() => {
    client.close();
    server.forceShutdown();
  });

  function call<R>(
    send: (callback: (error: grpc.ServiceError | null, answer: R) => void) => unknown,
  ): Promise<R> {
    return new Promise((resolve, reject) => {
      send((error, answer) => {
        if (error === null) resolve(answer);
        else reject(error);
      });
    });
  }

  it("learns type and name from the URN of an engine that sends nothing else", async () => {
    let seen: CheckRequest | undefined;
    await start({
      check: (request) => {
        seen = request;
        return { inputs: { ...request.news, made: true }, failures: [{ property: "p", reason: "bad" }] };
      },
    });
    const request = new m.CheckRequest().setUrn(urn).setNews(toStruct({ x: 1 }));
    const answer = await call<m.CheckResponse>((done) => client.check(request, done));
    assert.equal(seen?.type, "azure-native:containerservice:AgentPool");
    assert.equal(seen.name, "a::b");
    assert.deepEqual(seen.olds, {});
    assert.deepEqual(fromStruct(answer.getInputs()), { x: 1, made: true });
    assert.deepEqual(
      answer.getFailuresList().map((f) => [f.getProperty(), f.getReason()]),
      [["p", "bad"]],
    );
  });

  it("passes every part of a difference on", async () => {
    await start({
      diff: () => ({
        changes: "some",
        replaces: ["a"],
        diffs: ["a", "b"],
        stables: ["c"],
        deleteBeforeReplace: true,
        detailedDiff: { "a.b[0]": { kind: "update-replace", inputDiff: true } },
      }),
    });
    const answer = await call<m.DiffResponse>((done) => client.diff(new m.DiffRequest().setUrn(urn), done));
    assert.equal(answer.getChanges(), m.DiffResponse.DiffChanges.DIFF_SOME);
    assert.deepEqual(
      [answer.getReplacesList(), answer.getDiffsList(), answer.getStablesList()],
      [["a"], ["a", "b"], ["c"]],
    );
    assert.equal(answer.getDeletebeforereplace(), true);
    assert.equal(answer.getHasdetaileddiff(), true);
    const detail = answer.getDetaileddiffMap().get("a.b[0]");
    assert.deepEqual([detail?.getKind(), detail?.getInputdiff()], [m.PropertyDiff.Kind.UPDATE_REPLACE, true]);
  });

  it("answers an object that is not ready with the object in the details of the status", async () => {
    await start({
      create: () => {
        throw new InitFailed("the-id", { size: 1 }, { size: 1 }, ["first reason", "second reason"]);
      },
    });
    const failed = await call<m.CreateResponse>((done) =>
      client.create(new m.CreateRequest().setUrn(urn), done),
    ).then(
      () => assert.fail("the call must fail"),
      (error: unknown) => error as grpc.ServiceError,
    );
    const [bytes] = failed.metadata.get("grpc-status-details-bin");
    assert.ok(bytes instanceof Buffer);
    const [detail] = status.Status.deserializeBinary(bytes).getDetailsList();
    const object = detail?.unpack(
      (data) => m.ErrorResourceInitFailed.deserializeBinary(data),
      "pulumirpc.ErrorResourceInitFailed",
    );
    assert.equal(object?.getId(), "the-id");
    assert.deepEqual(object.getReasonsList(), ["first reason", "second reason"]);
    assert.deepEqual(fromStruct(object.getProperties()), { size: 1 });
  });

  it("refuses by name what it does not support", async () => {
    await start({});
    await assert.rejects(
      call<m.InvokeResponse>((done) => client.invoke(new m.InvokeRequest().setTok("x:y:z"), done)),
      { code: grpc.status.UNIMPLEMENTED, details: "function x:y:z is not supported" },
    );
    await assert.rejects(
      call<m.ConstructResponse>((done) => client.construct(new m.ConstructRequest(), done)),
      { code: grpc.status.UNIMPLEMENTED },
    );
  });

  it("tells a read object from a missing one", async () => {
    await start({
      read: ({ id }) => (id === "there" ? { id, properties: { a: 1 }, inputs: {} } : undefined),
    });
    const there = await call<m.ReadResponse>((done) =>
      client.read(new m.ReadRequest().setUrn(urn).setId("there"), done),
    );
    const missing = await call<m.ReadResponse>((done) =>
      client.read(new m.ReadRequest().setUrn(urn).setId("gone"), done),
    );
    assert.deepEqual([there.getId(), fromStruct(there.getProperties())], ["there", { a: 1 }]);
    assert.equal(missing.getId(), "");
  });
});
