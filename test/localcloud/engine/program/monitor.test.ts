import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/resource_pb";
import { EventStream } from "../../../../localcloud/engine/events";
import { call } from "../../../../localcloud/engine/plugins/call";
import { MonitorServer, type MonitorHandlers } from "../../../../localcloud/engine/program/monitor";

describe("the resource monitor", () => {
  const server = new MonitorServer(new EventStream(undefined));
  let client: ResourceMonitorClient;
  let answer: () => void = () => undefined;

  before(async () => {
    const programDone = (): Promise<void> =>
      new Promise((resolve) => {
        answer = resolve;
      });
    // Nothing else is asked for.
    const handlers = { programDone } as MonitorHandlers;
    server.serve({ project: "boxes", stack: "dev", dryRun: true, parallel: 4 }, handlers);
    await server.listen();
    client = new ResourceMonitorClient(server.address, grpc.credentials.createInsecure());
  });

  after(() => {
    client.close();
    server.close();
  });

  const supports = async (id: string): Promise<boolean> => {
    const request = new pb.SupportsFeatureRequest().setId(id);
    return (
      await call<pb.SupportsFeatureResponse>((done) => client.supportsFeature(request, done))
    ).getHassupport();
  };

  it("says of each ability of the SDK whether it has it, and lists the same ones", async () => {
    const has = ["secrets", "resourceReferences", "outputValues", "aliasSpecs", "replacementTrigger"];
    const more = ["deletedWith", "replaceWith", "transforms", "invokeTransforms"];
    const lacks = ["parameterization", "resourceHooks", "errorHooks", "stashes"];
    for (const id of [...has, ...more]) assert.equal(await supports(id), true, id);
    for (const id of lacks) assert.equal(await supports(id), false, id);
    const info = await call<pb.DeploymentInfo>((done) => client.getDeploymentInfo(new Empty(), done));
    assert.deepEqual(
      [info.getProject(), info.getStack(), info.getDryrun(), info.getParallel()],
      ["boxes", "dev", true, 4],
    );
    // The numbers of the abilities above. @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/resource.proto
    assert.deepEqual(info.getSupportedfeaturesList(), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("knows whether it owes the program an answer", async () => {
    const asked = call<Empty>((done) => client.signalAndWaitForShutdown(new Empty(), done));
    while (server.pulse.quietSeconds > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    answer();
    await asked;
    while (server.pulse.quietSeconds === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});
