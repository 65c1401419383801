import assert from "node:assert/strict";
import { publicParameter } from "../../../localcloud/aws";
import { imageIdOfRelease } from "../../../localcloud/aws/eks/machine-images";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { World, awsError, nodePolicies, roleArn, shop, types } from "./world";

const addresses = "vpc.amazonaws.com/PrivateIPv4Address";
const parameter = (minor: string, year = "2022") =>
  `/aws/service/ami-windows-latest/Windows_Server-${year}-English-Core-EKS_Optimized-${minor}/image_id`;

/** User data as people write it. */
function userData({ clusterName = "shop", kubelet = "", more = "" } = {}): string {
  const script = `<powershell>
[string]$EKSBootstrapScriptFile = "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1"
& $EKSBootstrapScriptFile -EKSClusterName ${clusterName} -KubeletExtraArgs '${kubelet}' ${more} 3>&1 4>&1
</powershell>`;
  return Buffer.from(script).toString("base64");
}

/** Everything that a self-managed Windows group needs beside the group. */
class OwnWorld extends World {
  readonly templateId = async (changes: JsonObject = {}): Promise<string> =>
    (await this.create(types.launchTemplate, this.template(changes))).id;

  template(changes: JsonObject = {}): JsonObject {
    return {
      name: "own",
      imageId: publicParameter(parameter("1.35")) ?? "",
      userData: userData(),
      iamInstanceProfile: { name: "own" },
      ...changes,
    };
  }

  async withOwnRole(policies: readonly string[] = nodePolicies): Promise<this> {
    await this.role("own", "ec2.amazonaws.com", policies);
    await this.create(types.profile, { name: "own", role: "own" });
    return this;
  }

  entry(changes: JsonObject = {}) {
    return this.create(types.entry, {
      clusterName: "shop",
      principalArn: roleArn("own"),
      type: "EC2_WINDOWS",
      ...changes,
    });
  }

  override group(name: string, changes: JsonObject = {}): JsonObject {
    return {
      name,
      minSize: 0,
      maxSize: 5,
      desiredCapacity: 2,
      vpcZoneIdentifiers: this.subnetIds,
      ...changes,
    };
  }

  nodes() {
    return this.clusters.nodeNames(shop).map((name) => this.clusters.node(name));
  }
}

const policy = (id: string, version = "1"): JsonObject => ({
  mixedInstancesPolicy: {
    launchTemplate: {
      launchTemplateSpecification: { launchTemplateId: id, version },
      overrides: [{ instanceType: "m5.large" }],
    },
  },
});

describe("Auto Scaling groups", () => {
  let world: OwnWorld;
  beforeEach(async () => {
    world = await new OwnWorld().withCluster();
    await world.withOwnRole();
    await world.withIpam();
  });
  afterEach(() => {
    world.close();
  });

  it("bring Windows nodes with what their kubelets were told, and nothing of managed groups", async () => {
    await world.entry();
    const kubelet =
      "--node-labels=team=web,mullion/pool=win --register-with-taints=os=windows:NoSchedule --max-pods=144 --kube-reserved=memory=512Mi --system-reserved memory=1.5Gi";
    const id = await world.templateId({ userData: userData({ kubelet }) });
    await world.create(types.group, world.group("own", policy(id)));
    const [node, ...others] = world.nodes();
    assert.equal(others.length, 1);
    assert.ok(node);
    assert.equal(node.os, "windows");
    assert.match(node.kernelVersion, /^10\.0\.20348\./);
    assert.match(node.kubeletVersion, /^v1\.35\./);
    assert.partialDeepStrictEqual(node.labels, { team: "web", "mullion/pool": "win" });
    assert.deepEqual(
      Object.keys(node.labels).filter((label) => label.startsWith("eks.amazonaws.com")),
      [],
    );
    assert.deepEqual(node.taints, [{ key: "os", value: "windows", effect: "NoSchedule" }]);
    assert.equal(node.capacity["pods"], "144");
    assert.equal(node.allocatable[addresses], "9");
    assert.equal(node.allocatable["memory"], `${String(8 * 1024 - 2048 - 100)}Mi`);
    await world.withPrefixes();
    assert.equal(world.nodes()[0]?.allocatable[addresses], "144");
  });

  it("read the bootstrap call of a hash table, too", async () => {
    await world.entry();
    const script = `<powershell>\r\n$b = @{\r\n  EKSClusterName = 'shop'\r\n  KubeletExtraArgs = '--max-pods=50'\r\n}\r\n& "C:\\Start-EKSBootstrap.ps1" @b\r\n</powershell>`;
    const id = await world.templateId({ userData: Buffer.from(script).toString("base64") });
    await world.create(types.group, world.group("own", policy(id)));
    assert.deepEqual(
      world.nodes().map(({ capacity }) => capacity["pods"]),
      ["50", "50"],
    );
  });

  const never: readonly (readonly [what: string, template: JsonObject, entry: JsonObject | undefined])[] = [
    ["without an access entry", {}, undefined],
    ["with an access entry for Linux", {}, { type: "EC2_LINUX" }],
    ["without user data", { userData: "" }, {}],
    ["with user data that calls no bootstrap", { userData: Buffer.from("echo").toString("base64") }, {}],
    ["with user data for another cluster", { userData: userData({ clusterName: "other" }) }, {}],
    [
      "with the address of another cluster",
      { userData: userData({ more: "-APIServerEndpoint 'https://elsewhere'" }) },
      {},
    ],
    [
      "with another certificate authority",
      { userData: userData({ more: "-Base64ClusterCA 'b3RoZXI='" }) },
      {},
    ],
    [
      "with a label that kubelets may not give themselves",
      { userData: userData({ kubelet: "--node-labels=kubernetes.io/role=web" }) },
      {},
    ],
    ["without an instance profile", { iamInstanceProfile: {} }, {}],
  ];
  for (const [what, template, entry] of never) {
    it(`are made all the same when their machines never join: ${what}`, async () => {
      if (entry !== undefined) await world.entry(entry);
      const id = await world.templateId(template);
      const { properties } = await world.create(types.group, world.group("own", policy(id)));
      assert.equal(properties["desiredCapacity"], 2);
      assert.deepEqual(world.nodes(), []);
    });
  }

  it("are joined late by machines whose access entry comes late", async () => {
    await world.create(types.group, world.group("own", policy(await world.templateId())));
    assert.deepEqual(world.nodes(), []);
    await world.entry();
    assert.equal(world.nodes().length, 2);
  });

  it("scale, and end their machines without draining them", async () => {
    await world.entry();
    const id = await world.templateId();
    await world.create(types.group, world.group("own", policy(id)));
    await world.update(types.group, "own", world.group("own", { ...policy(id), desiredCapacity: 3 }));
    assert.equal(world.nodes().length, 3);
    await world.update(types.group, "own", world.group("own", { ...policy(id), desiredCapacity: 1 }));
    assert.equal(world.nodes().length, 1);
    await world.delete(types.group, "own");
    assert.deepEqual(world.nodes(), []);
    assert.deepEqual(
      world.clusters.log.filter((line) => /^(cordon|drain)/.test(line)),
      [],
    );
  });

  it("keep their machines at a new template, and replace them by an instance refresh, new ones first", async () => {
    await world.entry();
    const id = await world.templateId();
    await world.create(types.group, world.group("own", policy(id)));
    const before = world.clusters.nodeNames(shop);
    const newer = world.template({ imageId: publicParameter(parameter("1.35", "2025")) ?? "" });
    await world.update(types.launchTemplate, id, newer);
    await world.update(types.group, "own", world.group("own", policy(id, "2")));
    assert.deepEqual(world.clusters.nodeNames(shop), before);
    const refresh = { strategy: "Rolling", preferences: { minHealthyPercentage: 100 } };
    world.clusters.log.length = 0;
    await world.update(
      types.group,
      "own",
      world.group("own", { ...policy(id, "2"), instanceRefresh: refresh }),
    );
    assert.deepEqual(
      world.nodes().map(({ kernelVersion }) => kernelVersion.slice(0, 10)),
      ["10.0.26100", "10.0.26100"],
    );
    const steps = world.clusters.log.map((line) => line.split(" ")[0]);
    assert.deepEqual(steps, ["add", "remove", "add", "remove"]);
  });

  it("end machines first when some may be missing", async () => {
    await world.entry();
    const id = await world.templateId();
    const refresh = { strategy: "Rolling", preferences: { minHealthyPercentage: 0 } };
    await world.create(types.group, world.group("own", { ...policy(id), instanceRefresh: refresh }));
    world.clusters.log.length = 0;
    await world.update(
      types.launchTemplate,
      id,
      world.template({ userData: userData({ kubelet: "--v=2" }) }),
    );
    await world.update(
      types.group,
      "own",
      world.group("own", { ...policy(id, "2"), instanceRefresh: refresh }),
    );
    const steps = world.clusters.log.map((line) => line.split(" ")[0]);
    assert.deepEqual(steps, ["remove", "remove", "add", "add"]);
  });

  it("refuse what no machine can be made from", async () => {
    const id = await world.templateId();
    const refused = (changes: JsonObject, message: RegExp) =>
      assert.rejects(
        world.create(types.group, world.group("own", { ...policy(id), ...changes })),
        awsError("ValidationError", message),
      );
    await refused({ desiredCapacity: 6 }, /between the specified min size:0 and max size:5/);
    await refused({ minSize: 6 }, /Max bound, 5/);
    await refused({ vpcZoneIdentifiers: ["subnet-1"] }, /subnet-1/);
    await refused({ vpcZoneIdentifiers: [] }, /At least one/);
    await refused(policy("lt-1"), /template does not exist/);
    await refused(policy(id, "7"), /version 7 does not exist/);
    await world.update(types.launchTemplate, id, world.template({ imageId: "ami-0123456789abcdef0" }));
    await refused({}, /ami-0123456789abcdef0/);
    await world.update(types.launchTemplate, id, world.template({ iamInstanceProfile: { name: "no" } }));
    await refused({}, /Invalid IAM Instance Profile/);
  });

  it("have tags of their own", async () => {
    await world.create(types.group, world.group("own", policy(await world.templateId())));
    const tag = { key: "a", value: "b", propagateAtLaunch: false };
    await world.create(types.tag, { autoscalingGroupName: "own", tag });
    await assert.rejects(
      world.create(types.tag, { autoscalingGroupName: "other", tag }),
      awsError("ValidationError", /not found/),
    );
  });
});

describe("instance profiles", () => {
  it("need their role, and keep it from being deleted", async () => {
    const world = await new OwnWorld().withOwnRole([]);
    await assert.rejects(
      world.create(types.profile, { name: "other", role: "none" }),
      awsError("NoSuchEntity", /none/),
    );
    await assert.rejects(
      world.create(types.profile, { name: "own", role: "own" }),
      awsError("EntityAlreadyExists", /own/),
    );
    await assert.rejects(world.delete(types.role, "own"), awsError("DeleteConflict", /instance profile/));
    await world.delete(types.profile, "own");
    await world.delete(types.role, "own");
    world.close();
  });
});

describe("public parameters", () => {
  it("name the newest image of a release, an edition and a minor", () => {
    assert.equal(
      publicParameter(parameter("1.36")),
      imageIdOfRelease("WINDOWS_CORE_2022_x86_64", "1.36-2026.11.12"),
    );
    assert.equal(
      publicParameter(parameter("1.36").replace("image_id", "release_version")),
      "1.36-2026.11.12",
    );
  });

  it("do not exist for what EKS has no image of", () => {
    assert.equal(publicParameter(parameter("1.34", "2025")), undefined);
    assert.equal(publicParameter(parameter("1.36", "2016")), undefined);
    assert.equal(publicParameter(parameter("1.10")), undefined);
    assert.equal(publicParameter("/aws/service/eks/optimized-ami"), undefined);
  });
});
