import assert from "node:assert/strict";
import { isTrueAt, textAt } from "../../../localcloud/clouds/json";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { World, awsError, region, roleArn, shop, types } from "./world";

describe("EKS clusters", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => {
    world.close();
  });

  it("run a control plane, and say where it listens", async () => {
    await world.withCluster();
    const { properties } = await world.update(types.cluster, "shop", world.cluster());
    assert.equal(properties["endpoint"], `https://${shop}.test`);
    assert.equal(properties["arn"], `arn:aws:eks:${region}:123456789012:cluster/shop`);
    assert.equal(properties["status"], "ACTIVE");
    assert.match(
      JSON.stringify(properties["identities"]),
      /oidc\.eks\.eu-west-1\.amazonaws\.com\/id\/[0-9A-F]{32}/,
    );
  });

  it("keep their issuer of identities through changes", async () => {
    await world.withCluster();
    const before = await world.update(types.cluster, "shop", world.cluster());
    world.now = new Date("2026-11-24T08:00:00Z");
    const after = await world.update(types.cluster, "shop", world.cluster({ tags: { a: "b" } }));
    assert.deepEqual(after.properties["identities"], before.properties["identities"]);
  });

  it("get the API's defaults: a mode without access entries, both support phases, a public endpoint", async () => {
    await world.withNetwork();
    await world.role("cluster", "eks.amazonaws.com", ["AmazonEKSClusterPolicy"]);
    const { properties } = await world.create(types.cluster, {
      name: "shop",
      roleArn: roleArn("cluster"),
      vpcConfig: { subnetIds: world.subnetIds },
    });
    assert.equal(textAt(properties, "accessConfig.authenticationMode"), "CONFIG_MAP");
    assert.equal(textAt(properties, "upgradePolicy.supportType"), "EXTENDED");
    assert.ok(isTrueAt(properties, "vpcConfig.endpointPublicAccess"));
    assert.equal(properties["version"], "1.35");
    assert.equal(textAt(properties, "kubernetesNetworkConfig.serviceIpv4Cidr"), "10.100.0.0/16");
  });

  const refusals: readonly {
    readonly name: string;
    readonly changes: JsonObject;
    readonly code: string;
    readonly message: RegExp;
  }[] = [
    {
      name: "a name that begins with a hyphen",
      changes: { name: "-shop" },
      code: "InvalidParameterException",
      message: /must start with/,
    },
    {
      name: "a role that does not exist",
      changes: { roleArn: roleArn("nobody") },
      code: "InvalidParameterException",
      message: /does not exist/,
    },
    {
      name: "a role for other services",
      changes: { roleArn: roleArn("linux") },
      code: "InvalidParameterException",
      message: /trusted entity/,
    },
    {
      name: "a role without AmazonEKSClusterPolicy",
      changes: { roleArn: roleArn("bare") },
      code: "InvalidParameterException",
      message: /AmazonEKSClusterPolicy/,
    },
    {
      name: "a version with a patch",
      changes: { version: "1.35.2" },
      code: "InvalidParameterException",
      message: /unsupported Kubernetes version/,
    },
    {
      name: "a version that is over",
      changes: { version: "1.30" },
      code: "InvalidParameterException",
      message: /unsupported Kubernetes version/,
    },
    {
      name: "no endpoint at all",
      changes: { vpcConfig: { endpointPublicAccess: false } },
      code: "InvalidParameterException",
      message: /cannot be false/,
    },
    {
      name: "a service range in the VPC's",
      changes: { kubernetesNetworkConfig: { serviceIpv4Cidr: "10.1.0.0/20" } },
      code: "InvalidParameterException",
      message: /conflicts with the CIDR blocks/,
    },
    {
      name: "a public service range",
      changes: { kubernetesNetworkConfig: { serviceIpv4Cidr: "8.8.0.0/16" } },
      code: "InvalidParameterException",
      message: /between \/12 and \/24/,
    },
    {
      name: "no first administrator where there are no access entries",
      changes: {
        accessConfig: { authenticationMode: "CONFIG_MAP", bootstrapClusterCreatorAdminPermissions: false },
      },
      code: "InvalidParameterException",
      message: /bootstrapClusterCreatorAdminPermissions/,
    },
  ];
  for (const { name, changes, code, message } of refusals) {
    it(`are refused with ${name}`, async () => {
      await world.withNetwork();
      await world.role("cluster", "eks.amazonaws.com", ["AmazonEKSClusterPolicy"]);
      await world.role("bare", "eks.amazonaws.com", []);
      await world.role("linux", "ec2.amazonaws.com", []);
      const body = world.cluster(changes);
      const network = { subnetIds: world.subnetIds, ...(body["vpcConfig"] as JsonObject) };
      await assert.rejects(
        world.create(types.cluster, { ...body, vpcConfig: network }),
        awsError(code, message),
      );
      assert.deepEqual(world.clusters.log, []);
    });
  }

  it("are refused in one zone", async () => {
    await world.withNetwork();
    await world.role("cluster", "eks.amazonaws.com", ["AmazonEKSClusterPolicy"]);
    const body = world.cluster({ vpcConfig: { subnetIds: world.subnetIds.slice(0, 1) } });
    await assert.rejects(
      world.create(types.cluster, body),
      awsError("InvalidParameterException", /two different AZs/),
    );
  });

  it("are one of a name", async () => {
    await world.withCluster();
    await assert.rejects(
      world.create(types.cluster, world.cluster()),
      awsError("ResourceInUseException", /already exists with name: shop/),
    );
  });

  it("move up one minor at a time, and never down", async () => {
    await world.withCluster({ version: "1.34" });
    const to = (version: string) => world.update(types.cluster, "shop", world.cluster({ version }));
    await assert.rejects(to("1.36"), awsError("InvalidParameterException", /from 1\.34 to 1\.36/));
    await assert.rejects(to("1.33"), awsError("InvalidParameterException", /from 1\.34 to 1\.33/));
    assert.equal((await to("1.35")).properties["version"], "1.35");
  });

  it("move through the authentication modes one step at a time, and never back", async () => {
    await world.withCluster({ accessConfig: { authenticationMode: "CONFIG_MAP" } });
    const to = (authenticationMode: string) =>
      world.update(types.cluster, "shop", world.cluster({ accessConfig: { authenticationMode } }));
    await assert.rejects(to("API"), awsError("InvalidParameterException", /from CONFIG_MAP to API/));
    await to("API_AND_CONFIG_MAP");
    await to("API");
    await assert.rejects(
      to("API_AND_CONFIG_MAP"),
      awsError("InvalidParameterException", /from API to API_AND/),
    );
  });

  it("cannot be deleted while they have node groups, or are protected", async () => {
    await world.withCluster();
    await world.create(types.nodeGroup, world.group("system"));
    await assert.rejects(
      world.delete(types.cluster, "shop"),
      awsError("ResourceInUseException", /Cluster has nodegroups attached/),
    );
    await world.delete(types.nodeGroup, "shop:system");
    await world.update(types.cluster, "shop", world.cluster({ deletionProtection: true }));
    await assert.rejects(
      world.delete(types.cluster, "shop"),
      awsError("InvalidRequestException", /deletion protection/),
    );
    await world.update(types.cluster, "shop", world.cluster({ deletionProtection: false }));
    await world.delete(types.cluster, "shop");
    assert.deepEqual(world.clusters.running.size, 0);
    assert.deepEqual(world.cloud.store.ofType(types.entry), []);
  });

  it("take one change at a time", async () => {
    await world.withCluster();
    world.cloud.store.begin({
      id: "0b1c",
      resource: `${types.cluster}|${region}|shop`,
      kind: "update",
      owner: { pid: process.pid, startedAt: "" },
      startedAt: world.now,
    });
    await assert.rejects(
      world.update(types.cluster, "shop", world.cluster()),
      awsError("ResourceInUseException", /currently has update 0b1c in progress/),
    );
  });
});
