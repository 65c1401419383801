import assert from "node:assert/strict";
import { World, awsError, roleArn, types } from "./world";

describe("AWS around clusters", () => {
  let world: World;
  beforeEach(async () => {
    world = await new World().withNetwork();
  });
  afterEach(() => {
    world.close();
  });

  const subnet = (cidrBlock: string) => world.create(types.subnet, { vpcId: world.vpcId, cidrBlock });

  it("has subnets within their network, that do not overlap", async () => {
    await assert.rejects(subnet("10.2.0.0/24"), awsError("InvalidSubnet.Range", /10\.2\.0\.0\/24/));
    await assert.rejects(
      subnet("10.1.1.128/25"),
      awsError("InvalidSubnet.Conflict", /conflicts with another subnet/),
    );
    await subnet("10.1.2.0/24");
  });

  it("keeps networks and subnets that something uses", async () => {
    await assert.rejects(
      world.delete(types.vpc, world.vpcId),
      awsError("DependencyViolation", /has dependencies/),
    );
    await world.role("cluster", "eks.amazonaws.com", ["AmazonEKSClusterPolicy"]);
    await world.create(types.cluster, world.cluster());
    const [first = "", second = ""] = world.subnetIds;
    await assert.rejects(
      world.delete(types.subnet, first),
      awsError("DependencyViolation", /has dependencies/),
    );
    await world.delete(types.cluster, "shop");
    await world.delete(types.subnet, first);
    await world.delete(types.subnet, second);
    await world.delete(types.vpc, world.vpcId);
  });

  it("has one internet gateway a network, which stays while addresses are mapped", async () => {
    const gateway = await world.create(types.internetGateway, { vpcId: world.vpcId });
    await assert.rejects(
      world.create(types.internetGateway, { vpcId: world.vpcId }),
      awsError("Resource.AlreadyAssociated", /already attached/),
    );
    const address = await world.create(types.eip, { domain: "vpc" });
    const nat = await world.create(types.natGateway, {
      subnetId: world.subnetIds[0] ?? "",
      allocationId: address.id,
    });
    await assert.rejects(
      world.delete(types.internetGateway, gateway.id),
      awsError("DependencyViolation", /mapped public/),
    );
    await assert.rejects(
      world.delete(types.subnet, world.subnetIds[0] ?? ""),
      awsError("DependencyViolation", /has dependencies/),
    );
    await assert.rejects(world.delete(types.eip, address.id), awsError("InvalidIPAddress.InUse", /in use/));
    await world.delete(types.natGateway, nat.id);
    await world.delete(types.internetGateway, gateway.id);
    await world.delete(types.eip, address.id);
  });

  it("gives five addresses a region", async () => {
    for (let count = 0; count < 5; count += 1) await world.create(types.eip, {});
    await assert.rejects(world.create(types.eip, {}), awsError("AddressLimitExceeded", /maximum number/));
  });

  it("has one role of a name, and keeps it while policies are attached", async () => {
    await world.role("nodes", "ec2.amazonaws.com", ["AmazonEKSWorkerNodePolicy"]);
    await assert.rejects(
      world.role("nodes", "ec2.amazonaws.com", []),
      awsError("EntityAlreadyExists", /nodes/),
    );
    await assert.rejects(
      world.delete(types.role, "nodes"),
      awsError("DeleteConflict", /detach all policies/),
    );
    await world.delete(types.attachment, "nodes/arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy");
    await world.delete(types.role, "nodes");
  });

  it("counts a launch template's versions, and only what they say makes one", async () => {
    const { id } = await world.create(types.launchTemplate, { name: "nodes", imageId: "ami-1" });
    const change = async (changes: Parameters<World["create"]>[1]) =>
      (await world.update(types.launchTemplate, id, { name: "nodes", imageId: "ami-1", ...changes }))
        .properties["latestVersion"];
    assert.equal(await change({ tags: { a: "b" } }), 1);
    assert.equal(await change({ imageId: "ami-2" }), 2);
  });

  it("tags only Auto Scaling groups that exist", async () => {
    await world.role("cluster", "eks.amazonaws.com", ["AmazonEKSClusterPolicy"]);
    await world.role("linux", "ec2.amazonaws.com", ["AmazonEKSWorkerNodePolicy"]);
    await world.create(types.cluster, world.cluster());
    const { properties } = await world.create(
      types.nodeGroup,
      world.group("system", { nodeRoleArn: roleArn("linux") }),
    );
    const name = /eks-system-[0-9a-f-]{36}/.exec(JSON.stringify(properties["resources"]))?.[0] ?? "";
    const tag = { key: "a", value: "b", propagateAtLaunch: false };
    await world.create(types.tag, { autoscalingGroupName: name, tag });
    await assert.rejects(
      world.create(types.tag, { autoscalingGroupName: "eks-other", tag }),
      awsError("ValidationError", /not found/),
    );
  });
});
