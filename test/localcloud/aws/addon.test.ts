import assert from "node:assert/strict";
import { textOf } from "../../../localcloud/clouds/json";
import { World, awsError, region, roleArn, types } from "./world";

describe("EKS add-ons", () => {
  let world: World;
  beforeEach(async () => {
    world = await new World().withCluster();
  });
  afterEach(() => {
    world.close();
  });

  const addon = (addonName: string, changes: Readonly<Record<string, string>> = {}) => ({
    clusterName: "shop",
    addonName,
    ...changes,
  });

  it("get the newest version that fits the cluster", async () => {
    const { properties } = await world.create(types.addon, addon("kube-proxy"));
    assert.match(textOf(properties["addonVersion"]), /^v1\.35\./);
  });

  it("are refused by another name, in a version that does not fit, and twice", async () => {
    await assert.rejects(
      world.create(types.addon, addon("kube-poxy")),
      awsError("InvalidParameterException", /kube-poxy/),
    );
    await assert.rejects(
      world.create(types.addon, addon("kube-proxy", { addonVersion: "v1.34.1-eksbuild.2" })),
      awsError("InvalidParameterException", /v1\.34\.1-eksbuild\.2 on Kubernetes 1\.35/),
    );
    await world.create(types.addon, addon("kube-proxy"));
    await assert.rejects(
      world.create(types.addon, addon("kube-proxy")),
      awsError("ResourceInUseException", /already exists/),
    );
  });

  const refused: readonly (readonly [what: string, values: string, message: RegExp])[] = [
    ["a boolean for enableWindowsIpam", '{"enableWindowsIpam":true}', /boolean found, string expected/],
    [
      "a property that the schema does not know",
      '{"windowsIpam":"true"}',
      /does not allow additional properties/,
    ],
    ["something else than an object", '"enableWindowsIpam"', /not in a valid format/],
  ];
  for (const [what, configurationValues, message] of refused) {
    it(`are refused with ${what}`, async () => {
      await assert.rejects(
        world.create(types.addon, addon("vpc-cni", { configurationValues })),
        awsError("InvalidParameterException", message),
      );
    });
  }

  it("do not touch a setting that somebody made by hand, unless they are told to overwrite: then it is gone", async () => {
    const map = { metadata: { name: "amazon-vpc-cni" }, data: { "enable-windows-ipam": "true" } };
    const [cluster = ""] = [...world.clusters.running.keys()];
    await world.clusters.apply(cluster, [map]);
    await assert.rejects(
      world.create(types.addon, addon("vpc-cni")),
      awsError("ConfigurationConflict", /\.data\.enable-windows-ipam/),
    );
    await world.delete(types.addon, "shop:vpc-cni");
    await world.clusters.apply(cluster, [map]);
    await world.create(types.addon, addon("vpc-cni", { resolveConflictsOnCreate: "OVERWRITE" }));
    const now = await world.clusters.find(
      cluster,
      "/api/v1/namespaces/kube-system/configmaps/amazon-vpc-cni",
    );
    assert.deepEqual(now?.["data"], {
      "enable-windows-ipam": "false",
      "enable-windows-prefix-delegation": "false",
    });
  });

  it("wait for a Linux node: Windows nodes do not help CoreDNS", async function () {
    this.timeout(60_000);
    await world.create(types.nodeGroup, world.group("win", { amiType: "WINDOWS_CORE_2022_x86_64" }));
    const waiting = world.create(types.addon, addon("coredns"));
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal(world.cloud.store.find(`${types.addon}|${region}|shop:coredns`)?.state, "DEGRADED");
    await world.create(types.nodeGroup, world.group("system"));
    await waiting;
    assert.equal(world.cloud.store.find(`${types.addon}|${region}|shop:coredns`)?.state, "ACTIVE");
  });
});

describe("EKS access entries", () => {
  let world: World;
  beforeEach(async () => {
    world = await new World().withCluster();
  });
  afterEach(() => {
    world.close();
  });

  const person = { clusterName: "shop", principalArn: roleArn("admin") };
  const policyArn = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";
  const association = { ...person, policyArn, accessScope: { type: "cluster" } };

  it("carry policies, and take them along when they go", async () => {
    await assert.rejects(
      world.create(types.association, association),
      awsError("ResourceNotFoundException", /principalArn could not be found/),
    );
    const entry = await world.create(types.entry, person);
    await world.create(types.association, association);
    await world.delete(types.entry, entry.id);
    assert.deepEqual(world.cloud.store.ofType(types.association), []);
  });

  it("need an authentication mode that knows them", async () => {
    const old = await new World().withCluster({ accessConfig: { authenticationMode: "CONFIG_MAP" } });
    await assert.rejects(
      old.create(types.entry, person),
      awsError("InvalidRequestException", /\[API, API_AND_CONFIG_MAP\]/),
    );
    old.close();
  });

  it("of nodes have no groups, no user name and no policies", async () => {
    const nodes = { ...person, type: "EC2_WINDOWS" };
    await assert.rejects(
      world.create(types.entry, { ...nodes, kubernetesGroups: ["a"] }),
      awsError("InvalidParameterException", /EC2_WINDOWS/),
    );
    await world.create(types.entry, nodes);
    await assert.rejects(
      world.create(types.association, association),
      awsError("InvalidParameterException", /type EC2_WINDOWS/),
    );
  });

  it("scoped to namespaces name some, and of the cluster name none", async () => {
    await world.create(types.entry, person);
    const scoped = (accessScope: Parameters<World["create"]>[1]) =>
      world.create(types.association, { ...association, accessScope });
    await assert.rejects(scoped({ type: "namespace" }), awsError("InvalidParameterException", /required/));
    await assert.rejects(
      scoped({ type: "cluster", namespaces: ["a"] }),
      awsError("InvalidParameterException", /not allowed/),
    );
    await scoped({ type: "namespace", namespaces: ["a"] });
  });
});
