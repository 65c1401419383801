import assert from "node:assert/strict";
import { textAt, without } from "../../../localcloud/clouds/json";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { World, awsError, nodePolicies, region, roleArn, shop, types } from "./world";

const addresses = "vpc.amazonaws.com/PrivateIPv4Address";
const windows2022 = { amiType: "WINDOWS_CORE_2022_x86_64" };

describe("EKS node groups", () => {
  let world: World;
  beforeEach(async () => {
    world = await new World().withCluster();
  });
  afterEach(() => {
    world.close();
  });

  it("make nodes with the names, labels and machines that EKS gives", async () => {
    await world.create(types.nodeGroup, world.group("system", { labels: { tier: "core" } }));
    const [first = "", ...others] = world.clusters.nodeNames(shop);
    assert.equal(others.length, 1);
    assert.match(first, /^ip-10-1-[01]-\d+\.eu-west-1\.compute\.internal$/);
    const node = world.clusters.node(first);
    assert.equal(node.labels["eks.amazonaws.com/nodegroup"], "system");
    assert.equal(node.labels["eks.amazonaws.com/capacityType"], "ON_DEMAND");
    assert.equal(node.labels["tier"], "core");
    assert.match(node.providerId, /^aws:\/\/\/eu-west-1[ab]\/i-0[0-9a-f]{16}$/);
    assert.match(node.kubeletVersion, /^v1\.35\.\d+-eks-[0-9a-f]{7}$/);
    assert.deepEqual(node.taints, []);
    assert.equal(node.capacity["pods"], "29");
  });

  it("spread their nodes over the zones of their subnets", async () => {
    await world.create(types.nodeGroup, world.group("system"));
    const zones = world.clusters
      .nodeNames(shop)
      .map((name) => world.clusters.node(name).labels["topology.kubernetes.io/zone"]);
    assert.deepEqual(zones.sort(), ["eu-west-1a", "eu-west-1b"]);
  });

  it("give Windows nodes the build of their image, the kubelet's number of pods, and no taint", async () => {
    await world.create(types.nodeGroup, world.group("win", windows2022));
    const node = world.clusters.node(world.clusters.nodeNames(shop)[0] ?? "");
    assert.equal(node.os, "windows");
    assert.match(node.kernelVersion, /^10\.0\.20348\.\d+$/);
    assert.equal(node.capacity["pods"], "110");
    assert.deepEqual(node.taints, []);
  });

  it("give Windows nodes addresses for pods only when IPAM is on", async () => {
    await world.create(types.nodeGroup, world.group("win", windows2022));
    const [name = ""] = world.clusters.nodeNames(shop);
    assert.equal(world.clusters.node(name).allocatable[addresses], undefined);
    await world.withIpam();
    assert.equal(world.clusters.node(name).allocatable[addresses], "9");
    await world.withPrefixes();
    assert.equal(world.clusters.node(name).allocatable[addresses], "144");
    await world.update(types.addon, "shop:vpc-cni", {
      clusterName: "shop",
      addonName: "vpc-cni",
      configurationValues: "",
    });
    assert.equal(world.clusters.node(name).allocatable[addresses], undefined);
  });

  it("give Windows nodes no addresses when the cluster's role lacks the policy", async () => {
    await world.delete(types.attachment, "cluster/arn:aws:iam::aws:policy/AmazonEKSVPCResourceController");
    await world.withIpam();
    await world.create(types.nodeGroup, world.group("win", windows2022));
    assert.equal(
      world.clusters.node(world.clusters.nodeNames(shop)[0] ?? "").allocatable[addresses],
      undefined,
    );
  });

  const refusals: readonly {
    readonly name: string;
    readonly changes: JsonObject;
    readonly message: RegExp;
  }[] = [
    {
      name: "a role that does not exist",
      changes: { nodeRoleArn: roleArn("nobody") },
      message: /does not exist/,
    },
    {
      name: "fewer nodes than its smallest size",
      changes: { scalingConfig: { minSize: 3, maxSize: 5, desiredSize: 2 } },
      message: /Minimum capacity 3 can't be greater than desired size 2/,
    },
    {
      name: "more nodes than its largest size",
      changes: { scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 3 } },
      message: /can't be greater than maxSize 2/,
    },
    {
      name: "a largest size of 0",
      changes: { scalingConfig: { minSize: 0, maxSize: 0, desiredSize: 0 } },
      message: /at least 1/,
    },
    {
      name: "another version than the cluster's",
      changes: { version: "1.34" },
      message: /Allowed version is 1\.35/,
    },
    {
      name: "a release of another minor",
      changes: { releaseVersion: "1.34.4-20261112" },
      message: /release version 1\.34\.4-20261112 is invalid/,
    },
    {
      name: "an unknown image",
      changes: { amiType: "WINDOWS_CORE_2016_x86_64" },
      message: /is not supported/,
    },
    {
      name: "an image and a machine of two architectures",
      changes: { amiType: "AL2023_x86_64_STANDARD", instanceTypes: ["m7g.large"] },
      message: /not a valid instance type/,
    },
    {
      name: "an instance type that does not exist",
      changes: { instanceTypes: ["m5.huge"] },
      message: /do not exist/,
    },
    { name: "a label without a value", changes: { labels: { tier: "" } }, message: /Label tier/ },
    {
      name: "a taint in Kubernetes' words",
      changes: { taints: [{ key: "os", value: "windows", effect: "NoSchedule" }] },
      message: /NO_SCHEDULE/,
    },
    {
      name: "both kinds of maxUnavailable",
      changes: { updateConfig: { maxUnavailable: 1, maxUnavailablePercentage: 50 } },
      message: /Only one of/,
    },
    { name: "no subnets", changes: { subnetIds: [] }, message: /must not be empty/ },
  ];
  for (const { name, changes, message } of refusals) {
    it(`are refused with ${name}`, async () => {
      await assert.rejects(
        world.create(types.nodeGroup, world.group("system", changes)),
        awsError("InvalidParameterException", message),
      );
      assert.deepEqual(world.clusters.nodeNames(), []);
    });
  }

  it("have Windows Server 2025 from Kubernetes 1.35 on", async () => {
    const older = await new World().withCluster({ version: "1.34" });
    const group = (of: World) =>
      of.create(types.nodeGroup, of.group("win", { amiType: "WINDOWS_CORE_2025_x86_64" }));
    await assert.rejects(
      group(older),
      awsError("InvalidParameterException", /WINDOWS_CORE_2025_x86_64 is not supported/),
    );
    older.close();
    await group(world);
    assert.match(world.clusters.node(world.clusters.nodeNames()[0] ?? "").kernelVersion, /^10\.0\.26100\./);
  });

  it("are one of a name", async () => {
    await world.create(types.nodeGroup, world.group("system"));
    await assert.rejects(
      world.create(types.nodeGroup, world.group("system")),
      awsError("ResourceInUseException", /NodeGroup already exists with name system and cluster name shop/),
    );
  });

  it("let their nodes in by themselves, as the operating system that the image says", async () => {
    await world.create(types.nodeGroup, world.group("win", windows2022));
    const [entry] = world.cloud.store.ofType(types.entry);
    assert.equal(entry?.body["type"], "EC2_WINDOWS");
    await assert.rejects(
      world.create(types.entry, {
        clusterName: "shop",
        principalArn: roleArn("windows"),
        type: "EC2_WINDOWS",
      }),
      awsError("ResourceInUseException", /already in use/),
    );
  });

  it("never get nodes when two operating systems share a role", async () => {
    await world.create(types.nodeGroup, world.group("system"));
    const shared = world.group("win", { ...windows2022, nodeRoleArn: roleArn("linux") });
    await assert.rejects(
      world.create(types.nodeGroup, shared),
      awsError("NodeCreationFailure", /needs? EC2_WINDOWS/),
    );
    assert.equal(world.cloud.store.find(`${types.nodeGroup}|${region}|shop:win`)?.state, "CREATE_FAILED");
    assert.equal(world.clusters.nodeNames().length, 2);
  });

  it("never get nodes from a role that was made again under its old name", async () => {
    await world.create(types.nodeGroup, world.group("system"));
    await world.delete(types.nodeGroup, "shop:system");
    for (const policy of nodePolicies)
      await world.delete(types.attachment, `linux/arn:aws:iam::aws:policy/${policy}`);
    await world.delete(types.role, "linux");
    world.now = new Date("2026-11-23T09:00:00Z");
    await world.role("linux", "ec2.amazonaws.com", nodePolicies);
    await assert.rejects(
      world.create(types.nodeGroup, world.group("system")),
      awsError("NodeCreationFailure", /a role of the same name that was deleted/),
    );
  });

  it("never get nodes with Windows in a custom image, whose entry says Linux", async () => {
    const userData = Buffer.from("<powershell>Start-EKSBootstrap</powershell>").toString("base64");
    const template = await world.create(types.launchTemplate, { name: "win", imageId: "ami-1", userData });
    const group = world.group("win", {
      nodeRoleArn: roleArn("windows"),
      launchTemplate: { id: template.id, version: "1" },
    });
    await assert.rejects(
      world.create(types.nodeGroup, group),
      awsError("NodeCreationFailure", /has the type EC2_LINUX/),
    );
  });

  it("never get nodes with reserved labels, or from a role without rights", async () => {
    const labelled = world.group("system", { labels: { "node-role.kubernetes.io/web": "x" } });
    await assert.rejects(
      world.create(types.nodeGroup, labelled),
      awsError("NodeCreationFailure", /node-role\.kubernetes\.io\/web/),
    );
    await world.role("bare", "ec2.amazonaws.com", []);
    const bare = world.group("bare", { nodeRoleArn: roleArn("bare") });
    await assert.rejects(
      world.create(types.nodeGroup, bare),
      awsError("NodeCreationFailure", /AmazonEKSWorkerNodePolicy/),
    );
  });

  it("change size, labels and taints on the nodes that are there", async () => {
    await world.create(types.nodeGroup, world.group("system"));
    const before = world.clusters.nodeNames();
    const taints = [{ key: "only", value: "core", effect: "NO_SCHEDULE" }];
    const scalingConfig = { minSize: 1, maxSize: 5, desiredSize: 3 };
    await world.update(types.nodeGroup, "shop:system", world.group("system", { taints, scalingConfig }));
    const after = world.clusters.nodeNames();
    assert.equal(after.length, 3);
    assert.ok(before.every((name) => after.includes(name)));
    assert.deepEqual(world.clusters.node(before[0] ?? "").taints, [
      { key: "only", value: "core", effect: "NoSchedule" },
    ]);
  });

  it("replace their nodes for a new release: new ones first, then each old one is drained", async () => {
    await world.create(types.nodeGroup, world.group("system", { releaseVersion: "1.35.2-20261001" }));
    const before = world.clusters.nodeNames();
    world.clusters.log.length = 0;
    await world.update(
      types.nodeGroup,
      "shop:system",
      world.group("system", { releaseVersion: "1.35.2-20261112" }),
    );
    assert.equal(world.clusters.nodeNames().length, 2);
    assert.ok(world.clusters.nodeNames().every((name) => !before.includes(name)));
    const steps = world.clusters.log.map((line) => line.split(" ")[0]);
    assert.deepEqual(steps, ["add", "add", "cordon", "drain", "remove", "cordon", "drain", "remove"]);
  });

  it("stop at a disruption budget, with nodes of both versions, unless they are forced", async () => {
    await world.create(types.nodeGroup, world.group("system", { releaseVersion: "1.35.2-20261001" }));
    for (const name of world.clusters.nodeNames()) world.clusters.blockedNodes.add(name);
    const next = (changes: JsonObject = {}) =>
      world.update(
        types.nodeGroup,
        "shop:system",
        world.group("system", { releaseVersion: "1.35.2-20261112", ...changes }),
      );
    await assert.rejects(next(), awsError("PodEvictionFailure", /shop\/web-0/));
    const stored = world.cloud.store.find(`${types.nodeGroup}|${region}|shop:system`);
    assert.equal(stored?.state, "ACTIVE");
    assert.equal(stored.body["releaseVersion"], "1.35.2-20261001");
    assert.equal(world.clusters.nodeNames().length, 4);
    await assert.rejects(next(), awsError("PodEvictionFailure", /shop\/web-0/));
    await next({ forceUpdateVersion: true });
    assert.equal(world.clusters.nodeNames().length, 2);
  });

  it("have the disk of their launch template, or the platform's", async () => {
    const disk = async (name: string, blockDeviceMappings: readonly JsonObject[]) => {
      const template = await world.create(types.launchTemplate, { name, blockDeviceMappings });
      const launchTemplate = { id: template.id, version: "1" };
      await world.create(types.nodeGroup, world.group(name, { launchTemplate }));
      const nodes = world.clusters.nodeNames().map((node) => world.clusters.node(node));
      return nodes.find(({ labels }) => labels["eks.amazonaws.com/nodegroup"] === name)?.capacity[
        "ephemeral-storage"
      ];
    };
    assert.equal(await disk("large", [{ deviceName: "/dev/xvda", ebs: { volumeSize: 100 } }]), "100Gi");
    assert.equal(await disk("plain", []), "20Gi");
  });

  it("follow the version that a launch template moves to", async () => {
    const template = await world.create(types.launchTemplate, { name: "nodes", instanceType: "m5.large" });
    const group = (version: string) => {
      return without(
        world.group("system", {
          launchTemplate: { id: template.id, version },
        }),
        ["instanceTypes"],
      );
    };
    await world.create(types.nodeGroup, group("1"));
    const before = world.clusters.nodeNames();
    await assert.rejects(
      world.update(types.nodeGroup, "shop:system", group("2")),
      awsError("InvalidParameterException", /version 2 does not exist/),
    );
    const { properties } = await world.update(types.launchTemplate, template.id, {
      name: "nodes",
      instanceType: "m5.xlarge",
    });
    assert.equal(properties["latestVersion"], 2);
    await world.update(types.nodeGroup, "shop:system", group("2"));
    assert.ok(world.clusters.nodeNames().every((name) => !before.includes(name)));
  });

  it("follow the cluster to a new minor only when they are told to", async () => {
    await world.create(types.nodeGroup, world.group("system"));
    await world.update(types.cluster, "shop", world.cluster({ version: "1.36" }));
    const same = await world.update(types.nodeGroup, "shop:system", world.group("system"));
    assert.equal(same.properties["version"], "1.35");
    const moved = await world.update(
      types.nodeGroup,
      "shop:system",
      world.group("system", { version: "1.36" }),
    );
    assert.match(textAt(moved.properties, "releaseVersion") ?? "", /^1\.36\./);
    assert.match(world.clusters.node(world.clusters.nodeNames()[0] ?? "").kubeletVersion, /^v1\.36\./);
  });
});
