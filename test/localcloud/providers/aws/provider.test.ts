import assert from "node:assert/strict";
import { numberAt, textOf, without } from "../../../../localcloud/clouds/json";
import { AwsProvider } from "../../../../localcloud/providers/aws/provider";
import { resourceSpecs } from "../../../../localcloud/providers/aws/resources";
import { schema } from "../../../../localcloud/providers/aws/schema/schema";
import type { PropertyMap } from "../../../../localcloud/wire/values";
import { UNKNOWN } from "../../../../localcloud/wire/values";
import { World, region, types } from "../../aws/world";

describe("the aws provider's stand-in", () => {
  let world: World;
  let provider: AwsProvider;
  beforeEach(() => {
    world = new World();
    provider = new AwsProvider(world.cloud);
    provider.configure({ args: { region }, variables: {} }, () => undefined);
  });
  afterEach(() => {
    world.close();
  });

  const about = (type: string, name = "shop") => ({
    urn: `urn:pulumi:test::mullion::${type}::${name}`,
    type,
    name,
  });
  const seed = new Uint8Array(32).fill(7);
  const check = (type: string, news: PropertyMap, olds: PropertyMap = {}) =>
    provider.check({ ...about(type), olds, news, randomSeed: seed });
  const diff = (type: string, before: PropertyMap, after: PropertyMap) => {
    const [oldInputs, news] = [check(type, before).inputs, check(type, after).inputs];
    return provider.diff({
      ...about(type),
      id: "x",
      olds: { tagsAll: before["tags"] ?? {} },
      oldInputs,
      news,
      ignoreChanges: [],
    });
  };

  describe("check", () => {
    it("makes names of the logical name and seven hexadecimal digits, the same for the same seed", () => {
      const first = check(types.role, { assumeRolePolicy: "{}" }).inputs;
      assert.match(textOf(first["name"]), /^shop-[0-9a-f]{7}$/);
      assert.deepEqual(first["__defaults"], ["name"]);
      assert.equal(check(types.role, { assumeRolePolicy: "{}" }).inputs["name"], first["name"]);
    });

    it("keeps a name that it made up, and makes none beside a prefix", () => {
      const olds = { __defaults: ["name"], name: "shop-abcdef0", assumeRolePolicy: "{}" };
      assert.equal(check(types.role, { assumeRolePolicy: "{}" }, olds).inputs["name"], "shop-abcdef0");
      assert.equal(
        check(types.nodeGroup, { nodeGroupNamePrefix: "win-" }).inputs["nodeGroupName"],
        undefined,
      );
    });

    it("refuses names that get too long, and never cuts them", () => {
      const name = "n".repeat(60);
      assert.throws(
        () =>
          provider.check({
            ...about(types.role, name),
            olds: {},
            news: { assumeRolePolicy: "{}" },
            randomSeed: seed,
          }),
        /68 characters, at most 64/,
      );
    });

    it("names what is missing, unknown or of another type", () => {
      const { failures = [] } = check(types.cluster, { vpcConfig: { subnetIds: "a" }, colour: "red" });
      assert.deepEqual(
        failures.map(({ property }) => property),
        ["roleArn", "vpcConfig.subnetIds", "colour"],
      );
    });
  });

  const group = {
    clusterName: "shop",
    nodeRoleArn: "r",
    subnetIds: ["a", "b"],
    instanceTypes: ["m5.large"],
    amiType: "WINDOWS_CORE_2022_x86_64",
    capacityType: "ON_DEMAND",
    diskSize: 50,
    labels: { a: "b" },
    launchTemplate: { id: "lt", version: "1" },
    scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 1 },
    taints: [{ key: "a", value: "b", effect: "NO_SCHEDULE" }],
    updateConfig: { maxUnavailable: 1 },
    version: "1.35",
    releaseVersion: "1.35-2026.10.01",
    tags: { a: "b" },
  };

  describe("diff of node groups", () => {
    const replaced: Readonly<Record<string, PropertyMap>> = {
      amiType: { amiType: "WINDOWS_CORE_2025_x86_64" },
      capacityType: { capacityType: "SPOT" },
      clusterName: { clusterName: "other" },
      diskSize: { diskSize: 100 },
      instanceTypes: { instanceTypes: ["m5.xlarge"] },
      launchTemplate: { launchTemplate: { id: "other", version: "1" } },
      nodeRoleArn: { nodeRoleArn: "other" },
      remoteAccess: { remoteAccess: { ec2SshKey: "k" } },
      subnetIds: { subnetIds: ["a", "c"] },
    };
    for (const [property, change] of Object.entries(replaced)) {
      it(`replaces for ${property}`, () => {
        assert.deepEqual(diff(types.nodeGroup, group, { ...group, ...change }).replaces, [property]);
      });
    }
    const updated: Readonly<Record<string, PropertyMap>> = {
      labels: { labels: { a: "c" } },
      launchTemplate: { launchTemplate: { id: "lt", version: "2" } },
      scalingConfig: { scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 2 } },
      taints: { taints: [] },
      updateConfig: { updateConfig: { maxUnavailable: 2 } },
      version: { version: "1.36" },
      releaseVersion: { releaseVersion: "1.35-2026.11.12" },
      tags: { tags: {} },
    };
    for (const [property, change] of Object.entries(updated)) {
      it(`updates for ${property}`, () => {
        const result = diff(types.nodeGroup, group, { ...group, ...change });
        assert.equal(result.changes, "some");
        assert.deepEqual([result.replaces, result.diffs], [[], [property]]);
      });
    }

    it("sees no difference in the order of subnets, nor in what AWS filled in and nobody asks for any more", () => {
      const rest = without(group, ["releaseVersion"]);
      const result = diff(types.nodeGroup, group, { ...rest, subnetIds: ["b", "a"] });
      assert.equal(result.changes, "none", JSON.stringify(result.detailedDiff));
    });

    it("makes the new one first when the name was made up, and last when it is fixed", () => {
      const change = { amiType: "WINDOWS_CORE_2025_x86_64" };
      assert.equal(diff(types.nodeGroup, group, { ...group, ...change }).deleteBeforeReplace, false);
      const prefixed = { ...group, __defaults: [], nodeGroupNamePrefix: "win-" };
      assert.equal(diff(types.nodeGroup, prefixed, { ...prefixed, ...change }).deleteBeforeReplace, false);
      const fixed = { ...group, nodeGroupName: "win" };
      assert.equal(diff(types.nodeGroup, fixed, { ...fixed, ...change }).deleteBeforeReplace, true);
      assert.equal(diff(types.nodeGroup, fixed, { ...fixed, tags: {} }).deleteBeforeReplace, false);
    });
  });

  describe("diff of clusters", () => {
    const cluster = {
      name: "shop",
      roleArn: "r",
      version: "1.35",
      vpcConfig: { subnetIds: ["a", "b"] },
      kubernetesNetworkConfig: { serviceIpv4Cidr: "10.100.0.0/16" },
      encryptionConfig: { provider: { keyArn: "k" }, resources: ["secrets"] },
    };
    const plain = without(cluster, ["encryptionConfig"]);

    it("replaces for name, role, service range and another key, and when encryption goes away", () => {
      const changes: readonly PropertyMap[] = [
        { ...cluster, name: "other" },
        { ...cluster, roleArn: "other" },
        { ...cluster, kubernetesNetworkConfig: { serviceIpv4Cidr: "10.101.0.0/16" } },
        { ...cluster, encryptionConfig: { provider: { keyArn: "other" }, resources: ["secrets"] } },
        plain,
      ];
      for (const change of changes) assert.equal(diff(types.cluster, cluster, change).replaces?.length, 1);
    });

    it("updates for version, subnets, tags, and when encryption comes", () => {
      assert.deepEqual(diff(types.cluster, cluster, { ...cluster, version: "1.36" }).replaces, []);
      assert.deepEqual(
        diff(types.cluster, cluster, { ...cluster, vpcConfig: { subnetIds: ["a", "c"] } }).replaces,
        [],
      );
      const encrypted = diff(types.cluster, plain, cluster);
      assert.deepEqual([encrypted.changes, encrypted.replaces], ["some", []]);
    });

    it("counts an unknown value as changed", () => {
      const result = diff(types.cluster, cluster, { ...cluster, roleArn: UNKNOWN });
      assert.deepEqual(result.replaces, ["roleArn"]);
    });
  });

  describe("preview", () => {
    it("says what the inputs say, unknown for what only AWS knows, and makes nothing", async () => {
      const properties = check(types.vpc, { cidrBlock: "10.1.0.0/16" }).inputs;
      const made = await provider.create({
        ...about(types.vpc),
        properties,
        timeoutSeconds: 0,
        preview: true,
      });
      assert.equal(made.id, "");
      assert.equal(made.properties["cidrBlock"], "10.1.0.0/16");
      assert.equal(made.properties["arn"], UNKNOWN);
      assert.deepEqual(world.cloud.store.ofType(types.vpc), []);
    });

    it("does not know the next version of a launch template, unless only its tags change", async () => {
      const inputs = { imageId: "ami-1", name: "nodes" };
      const olds = { ...inputs, latestVersion: 1, tagsAll: {} };
      const update = (news: PropertyMap) =>
        provider.update({
          ...about(types.launchTemplate),
          id: "lt",
          olds,
          oldInputs: inputs,
          news,
          ignoreChanges: [],
          timeoutSeconds: 0,
          preview: true,
        });
      assert.equal((await update({ ...inputs, imageId: "ami-2" }))["latestVersion"], UNKNOWN);
      assert.equal((await update({ ...inputs, tags: { a: "b" } }))["latestVersion"], 1);
    });
  });

  it("words errors as the real one does", async () => {
    const properties = check(types.subnet, { vpcId: "vpc-1", cidrBlock: "10.1.0.0/24" }).inputs;
    await assert.rejects(
      provider.create({ ...about(types.subnet), properties, timeoutSeconds: 0, preview: false }),
      /^Error: creating EC2 Subnet \(subnet-0[0-9a-f]+\): operation error EC2: CreateSubnet, https response error StatusCode: 400, RequestID: [0-9a-f-]{36}, InvalidVpcID.NotFound: The vpc ID 'vpc-1' does not exist$/,
    );
  });

  it("merges the tags of its configuration into tagsAll, and plans an update when they change", async () => {
    const tagged = new AwsProvider(world.cloud);
    tagged.configure(
      { args: { region, defaultTags: '{"tags":{"team":"platform"}}' }, variables: {} },
      () => undefined,
    );
    const news = check(types.vpc, { cidrBlock: "10.1.0.0/16", tags: { a: "b" } }).inputs;
    const { id, properties } = await tagged.create({
      ...about(types.vpc),
      properties: news,
      timeoutSeconds: 0,
      preview: false,
    });
    assert.deepEqual(properties["tagsAll"], { team: "platform", a: "b" });
    const request = { ...about(types.vpc), id, olds: properties, oldInputs: news, news, ignoreChanges: [] };
    assert.equal(tagged.diff(request).changes, "none");
    assert.deepEqual(provider.diff(request).diffs, ["tagsAll"]);
  });

  it("reads what it made, and knows when it is gone", async () => {
    const properties = check(types.vpc, { cidrBlock: "10.1.0.0/16" }).inputs;
    const made = await provider.create({
      ...about(types.vpc),
      properties,
      timeoutSeconds: 0,
      preview: false,
    });
    const request = {
      ...about(types.vpc),
      id: made.id,
      properties: made.properties,
      inputs: properties,
      timeoutSeconds: 0,
    };
    const found = await provider.read(request);
    assert.deepEqual(found?.inputs, properties);
    assert.deepEqual(found.properties, made.properties);
    await provider.delete({ ...request, oldInputs: properties, properties: made.properties });
    assert.equal(await provider.read(request), undefined);
  });

  it("reads drift into the inputs, nested ones too, and nothing that only AWS says", async () => {
    await world.withCluster();
    const inputs = check(types.nodeGroup, world.group("system")).inputs;
    const made = await provider.create({
      ...about(types.nodeGroup),
      properties: inputs,
      timeoutSeconds: 0,
      preview: false,
    });
    await world.update(
      types.nodeGroup,
      made.id,
      world.group("system", { scalingConfig: { minSize: 1, maxSize: 5, desiredSize: 4 } }),
    );
    const found = await provider.read({
      ...about(types.nodeGroup),
      id: made.id,
      properties: made.properties,
      inputs,
      timeoutSeconds: 0,
    });
    assert.equal(numberAt(found?.inputs, "scalingConfig.desiredSize"), 4);
    assert.deepEqual(Object.keys(found?.inputs ?? {}).sort(), Object.keys(inputs).sort());
  });

  it("reads back what a program said of objects that AWS answers with more members, and an address without its scheme", async () => {
    await world.withNetwork();
    const readBack = async (type: string, inputs: PropertyMap) => {
      const properties = check(type, inputs).inputs;
      const made = await provider.create({ ...about(type), properties, timeoutSeconds: 0, preview: false });
      const request = { ...about(type), id: made.id, properties: made.properties, inputs: properties };
      const found = await provider.read({ ...request, timeoutSeconds: 0 });
      return { properties, found: found?.inputs ?? {} };
    };
    const { vpcId } = world;
    const gatewayId = (await world.create("aws:ec2/internetGateway:InternetGateway", { vpcId })).id;
    const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId }];
    const table = await readBack("aws:ec2/routeTable:RouteTable", { vpcId, routes });
    assert.deepEqual(table.found, table.properties);
    const url = "https://oidc.eks.eu-west-1.amazonaws.com/id/AB";
    const type = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";
    const issuer = await readBack(type, { url, clientIdLists: ["sts.amazonaws.com"] });
    assert.equal(issuer.found["url"], "oidc.eks.eu-west-1.amazonaws.com/id/AB");
    assert.equal(diff(type, issuer.found, issuer.properties).changes, "none");
    assert.equal(diff(type, issuer.found, { ...issuer.properties, url: `${url}C` }).changes, "some");
  });

  it("gives every output that the SDK promises, for every type of the network", async () => {
    await world.withNetwork();
    const properties = check(types.vpc, { cidrBlock: "10.9.0.0/16" }).inputs;
    const made = await provider.create({
      ...about(types.vpc),
      properties,
      timeoutSeconds: 0,
      preview: false,
    });
    const promised = Object.entries(schema().resources[types.vpc]?.outputs ?? {}).filter(
      ([, { required }]) => required,
    );
    assert.ok(promised.length > 10);
    assert.deepEqual(
      promised.map(([name]) => name).filter((name) => made.properties[name] === undefined),
      [],
    );
  });

  it("has a shape for each type, and each type's replacing properties exist", () => {
    assert.deepEqual(Object.keys(schema().resources).sort(), Object.keys(resourceSpecs).sort());
    for (const [type, { forceNew }] of Object.entries(resourceSpecs)) {
      const inputs = schema().resources[type]?.inputs ?? {};
      const unknown = forceNew
        .map((path) => path.split(".")[0] ?? "")
        .filter((name) => !(name in inputs) && name !== "ipamPoolId" && name !== "networkBorderGroup");
      assert.deepEqual(unknown, [], type);
    }
    assert.deepEqual([...world.cloud.types.keys()].sort(), Object.keys(resourceSpecs).sort());
  });
});
