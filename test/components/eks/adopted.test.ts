import assert from "node:assert/strict";
import { eksBase, eksConfigOf } from "../../config/eks-base";
import { recordProgram } from "../program";

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const group = (name: string) => ({ name, nodeRoleArn: arn("nodes") });
const [linux, windows] = eksBase.nodePools;
const values = {
  ...eksBase,
  monitoring: { containerInsights: false },
  inCluster: { guardrails: { mode: "Off" } },
  network: { existingSubnetIds: { nodes: ["subnet-0123456789abcdea", "subnet-0123456789abcdeb"] } },
  systemPool: { ...eksBase.systemPool, adopted: group("workers") },
  adopted: {
    cluster: "Old_Cluster",
    roleArn: arn("cluster"),
    oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A",
    addOns: [
      { name: "vpc-cni", configurationValues: '{"enableWindowsIpam":"true"}' },
      ...["kube-proxy", "coredns", "aws-ebs-csi-driver"].map((name) => ({ name })),
    ],
    keep: ["accessConfig.authenticationMode"],
  },
};
const win = {
  ...group("win"),
  launchTemplate: { id: "lt-0123456789abcdef0", version: "3" },
  keep: ["labels"],
};
const allAdopted = {
  ...values,
  nodePools: [
    { ...linux, adopted: group("lin") },
    { ...windows, adopted: win },
  ],
};
const aws = async (config: object) =>
  (await recordProgram(eksConfigOf({ ...config }))).filter(({ type }) => type.startsWith("aws:"));

describe("a stack that has taken over an EKS cluster", () => {
  it("makes nothing in AWS but cluster, add-ons and node groups, by their own names", async () => {
    assert.deepEqual(
      (await aws(allAdopted))
        .map(({ type, inputs }) => {
          const names = ["name", "addonName", "nodeGroupName", "roleArn", "nodeRoleArn"];
          const texts = names.map((name) => inputs[name]);
          return [type.split(":").at(-1), ...texts.filter((text) => typeof text === "string")].join(" ");
        })
        .sort(),
      [
        ...["aws-ebs-csi-driver", "coredns", "kube-proxy", "vpc-cni"].map((name) => `Addon ${name}`),
        `Cluster Old_Cluster ${arn("cluster")}`,
        ...["lin", "win", "workers"].map((name) => `NodeGroup ${name} ${arn("nodes")}`),
      ],
    );
  });

  it("keeps a launch template of the group's own, gives none to a group without, and leaves keep as it is", async () => {
    const groups = (await aws(allAdopted)).filter(({ type }) => type.endsWith(":NodeGroup"));
    const named = (name: string) => groups.find(({ inputs }) => inputs["nodeGroupName"] === name);
    const [workers, last] = [named("workers"), named("win")];
    assert.equal(workers?.inputs["launchTemplate"], undefined);
    assert.deepEqual(last?.inputs["launchTemplate"], { id: "lt-0123456789abcdef0", version: "3" });
    assert.deepEqual(last.ignoreChanges, ["labels"]);
    assert.ok(
      groups.every(({ deleteBeforeReplace }) => deleteBeforeReplace),
      "the names are fixed",
    );
  });

  it("says of an add-on what its settings are, and leaves version, role and tags as they are", async () => {
    const addOns = (await aws({ ...allAdopted, tags: { team: "blue" } })).filter(({ type }) =>
      type.endsWith(":Addon"),
    );
    const network = addOns.find(({ inputs }) => inputs["addonName"] === "vpc-cni");
    assert.deepEqual(Object.keys(network?.inputs ?? {}).sort(), [
      "addonName",
      "clusterName",
      "configurationValues",
    ]);
    assert.equal(network?.inputs["configurationValues"], '{"enableWindowsIpam":"true"}');
    for (const { ignoreChanges } of addOns)
      assert.deepEqual(
        ["addonVersion", "serviceAccountRoleArn", "tags"].filter((name) => !ignoreChanges.includes(name)),
        [],
      );
  });

  it("leaves an add-on alone that EKS does not manage", async () => {
    const addOns = values.adopted.addOns.map((one) =>
      one.name === "coredns" ? { name: one.name, selfManaged: true } : one,
    );
    const made = await aws({ ...allAdopted, adopted: { ...values.adopted, addOns } });
    const names = made.filter(({ type }) => type.endsWith(":Addon")).map(({ inputs }) => inputs["addonName"]);
    assert.deepEqual(names.sort(), ["aws-ebs-csi-driver", "kube-proxy", "vpc-cni"]);
  });

  it("manages an add-on once its entry is gone, under the same name", async () => {
    const { addOns, ...rest } = values.adopted;
    const urns = async (config: object) =>
      (await aws(config)).filter(({ type }) => type.endsWith(":Addon")).map(({ urn }) => urn);
    assert.deepEqual(await urns({ ...allAdopted, adopted: rest }), await urns(allAdopted));
    assert.equal((await urns(allAdopted)).length, addOns.length);
    const [first] = (await aws({ ...allAdopted, adopted: rest })).filter(({ type }) =>
      type.endsWith(":Addon"),
    );
    assert.equal(first?.inputs["resolveConflictsOnUpdate"], "OVERWRITE");
    assert.deepEqual(first.ignoreChanges, []);
  });

  it("does not encrypt secrets of a cluster that was made without, since that cannot be taken back", async () => {
    const cluster = (await aws(allAdopted)).find(({ type }) => type.endsWith(":Cluster"));
    assert.ok(cluster !== undefined);
    assert.equal(cluster.inputs["encryptionConfig"], undefined);
    assert.ok(cluster.ignoreChanges.includes("accessConfig.authenticationMode"));
  });

  it("has a role, a launch template and a name prefix for a new pool beside them", async () => {
    const registrations = await aws({ ...values, nodePools: [{ ...linux, adopted: group("lin") }, windows] });
    const count = (end: string) => registrations.filter(({ type }) => type.endsWith(end)).length;
    assert.equal(count(":Role"), 1, "of Windows nodes only");
    assert.equal(count(":LaunchTemplate"), 1);
    const made = registrations.find(({ urn }) => urn.endsWith("-pool-wina-nodes"));
    assert.equal(made?.inputs["nodeGroupNamePrefix"], "wina-");
  });
});
