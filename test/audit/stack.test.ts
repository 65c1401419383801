import assert from "node:assert/strict";
import { auditExitCode, auditStack, renderAuditMarkdown, renderText } from "../../audit";
import type { AuditedStack } from "../../audit";

const asOf = "2026-11-23";
const prefix = "urn:pulumi:prod::shop::";
type Resource = AuditedStack["resources"][number];

const resource = (type: string, name: string, rest: Partial<Resource> = {}): Resource => ({
  urn: `${prefix}${type}::${name}`,
  type,
  ...rest,
});
const audit = (...resources: readonly Resource[]) =>
  auditStack({ project: "shop", stack: "prod", resources }, asOf);

const aks = (kubernetesVersion: string, more: object = {}) =>
  resource("azure-native:containerservice:ManagedCluster", "aks", {
    protect: true,
    inputs: {
      resourceName: "shop",
      kubernetesVersion,
      agentPoolProfiles: [
        {
          name: "system",
          mode: "System",
          osType: "Linux",
          vmSize: "Standard_D4s_v5",
          count: 3,
          maxPods: 110,
        },
      ],
      ...more,
    },
  });
const windows = (osSKU: string, orchestratorVersion?: string) =>
  resource("azure-native:containerservice:AgentPool", "win", {
    inputs: {
      resourceName: "shop",
      agentPoolName: "win",
      mode: "User",
      osType: "Windows",
      osSKU,
      vmSize: "Standard_D4s_v5",
      enableAutoScaling: true,
      minCount: 1,
      maxCount: 4,
      upgradeSettings: { maxSurge: "33%", drainTimeoutInMinutes: 60, nodeSoakDurationInMinutes: 5 },
      ...(orchestratorVersion === undefined ? {} : { orchestratorVersion }),
    },
    outputs: { maxPods: 30 },
    propertyDependencies: { resourceName: [`${prefix}azure-native:containerservice:ManagedCluster::aks`] },
  });

describe("an audit of a stack", () => {
  it("says what the policy pack says, mandatory findings first", () => {
    const { findings, judged } = audit(aks("1.35"), windows("Windows2022"));
    assert.equal(judged, 2);
    assert.ok(
      findings.some(({ rule, level }) => rule === "aks-windows-profile-declared" && level === "mandatory"),
    );
    const levels = findings.map(({ level }) => level);
    assert.deepEqual(levels, [...levels].sort().reverse());
  });

  it("says what the next minor does to the cluster and each of its pools", () => {
    const [upgrade] = audit(aks("1.35"), windows("Windows2022", "1.35")).upgrades;
    assert.equal(upgrade?.to, "1.36");
    assert.deepEqual(
      upgrade.report?.changes.map(({ name, changes }) => [
        name,
        changes.map(({ path, new: now }) => `${path} ${now}`),
      ]),
      [
        ["aks", ["kubernetesVersion 1.36"]],
        ["win", ["orchestratorVersion 1.36"]],
      ],
    );
    assert.deepEqual(upgrade.report.pools.find(({ title }) => title === "win")?.effect, "rolling");
    assert.deepEqual(upgrade.stranded, []);
  });

  it("names Windows pools that the next minor leaves behind", () => {
    const found = audit(aks("1.36"), windows("Windows2022", "1.36"));
    assert.deepEqual(found.upgrades[0]?.stranded, ["win"]);
    assert.match(renderText(found), /Next upgrade of aks: Kubernetes 1\.36 to 1\.37, leaves win behind/);
    assert.equal(auditExitCode({ ...found, findings: [] }), 3);
  });

  it("knows no upgrade that the platform does not offer", () => {
    const [upgrade] = audit(
      resource("aws:eks/cluster:Cluster", "eks", { inputs: { version: "1.36" } }),
    ).upgrades;
    assert.equal(upgrade?.report, undefined);
    assert.equal(
      upgrade?.cannotTell,
      "EKS offers no Kubernetes 1.37 on 2026-11-23, as far as the catalogue knows.",
    );
  });

  it("takes the version from what the cloud said where the program left it out, and says when nobody does", () => {
    const type = "aws:eks/cluster:Cluster";
    const [told, untold] = [
      audit(resource(type, "eks", { outputs: { version: "1.34" } })),
      audit(resource(type, "eks")),
    ].map(({ upgrades }) => upgrades[0]);
    assert.deepEqual([told?.from, told?.to], ["1.34", "1.35"]);
    assert.match(untold?.cannotTell ?? "", /does not say which Kubernetes version/);
  });

  it("moves only the pools of the cluster where a stack has two", () => {
    const other = resource("azure-native:containerservice:ManagedCluster", "second", {
      inputs: { resourceName: "second", kubernetesVersion: "1.33" },
    });
    const reports = audit(aks("1.35"), windows("Windows2022", "1.35"), other).upgrades;
    assert.deepEqual(
      reports.map(({ report }) => report?.changes.map(({ name }) => name).sort()),
      [["aks", "win"], ["second"]],
    );
  });

  it("says of the classic azure provider that it is not judged, and still what the next upgrade does", () => {
    const found = audit(
      resource("azure:containerservice/kubernetesCluster:KubernetesCluster", "old", {
        inputs: {
          kubernetesVersion: "1.35",
          defaultNodePool: { name: "np", vmSize: "Standard_D4s_v5", nodeCount: 2 },
        },
      }),
      resource("azure:containerservice/kubernetesClusterNodePool:KubernetesClusterNodePool", "win", {
        inputs: {
          name: "win",
          osType: "Windows",
          osSku: "Windows2022",
          vmSize: "Standard_D4s_v5",
          orchestratorVersion: "1.35",
        },
      }),
    );
    const [left] = found.notJudged;
    assert.equal(left?.what, "clusters and pools of the classic azure provider");
    assert.equal(left.count, 2);
    assert.equal(found.judged, 0);
    assert.equal(found.upgrades[0]?.to, "1.36");
    assert.equal(auditExitCode({ ...found, upgrades: [] }), 2, "never clean while a cluster is not judged");
    assert.match(renderText(found), /clusters and pools of the classic azure provider \(2\)/);
  });

  it("names what rules say nothing about, what is only read, and components of eks", () => {
    const found = audit(
      resource("eks:index:Cluster", "component"),
      resource("aws:s3/bucket:Bucket", "logs"),
      resource("pulumi:providers:aws", "default"),
      resource("aws:eks/cluster:Cluster", "theirs", { external: true }),
    );
    assert.deepEqual(
      found.notJudged.map(({ what, count }) => [what, count]),
      [
        ["only read", 1],
        ["components of the package eks", 1],
        ["other types", 1],
      ],
    );
    assert.deepEqual(found.upgrades, []);
    assert.equal(found.judged, 0);
  });

  it("has figures of capacity where the catalogue knows the machine, and the reason where not", () => {
    const { capacity } = audit(
      aks("1.36"),
      windows("Windows2022"),
      resource("aws:eks/nodeGroup:NodeGroup", "group", {
        inputs: {
          amiType: "WINDOWS_CORE_2022_x86_64",
          instanceTypes: ["m6i.xlarge"],
          scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 2 },
        },
      }),
      resource("aws:eks/nodeGroup:NodeGroup", "odd", {
        inputs: { instanceTypes: ["q9.huge"], scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 } },
      }),
    );
    assert.partialDeepStrictEqual(
      capacity.map(({ pool, nodes, node, cannotTell }) => [
        pool,
        nodes?.least,
        nodes?.most,
        node?.pods ?? cannotTell,
      ]),
      [
        ["aks[system]", 3, 3, 110],
        ["win", 1, 4, 30],
        ["group", 1, 3, 14],
        ["odd", 1, 1, "q9.huge is not in the catalogue"],
      ],
    );
    assert.equal(capacity[1]?.node?.drainTimeoutMinutes, 60);
  });

  it("never shows what is encrypted, nor what stands in the clear as a secret", () => {
    const canary = "canary-Pa55word-7f3a";
    const secret = (more: object) => ({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      ...more,
    });
    for (const adminPassword of [
      secret({ ciphertext: "v1:abc" }),
      secret({ plaintext: JSON.stringify(canary) }),
    ]) {
      const found = audit(
        aks("1.35", { windowsProfile: { adminUsername: "a", adminPassword } }),
        windows("Windows2022"),
      );
      const texts = [JSON.stringify(found), renderText(found), renderAuditMarkdown(found)].join("");
      assert.ok(!texts.includes(canary) && !texts.includes("v1:abc"));
    }
  });

  it("is text, JSON and Markdown with the same findings", () => {
    const found = audit(aks("1.35"), windows("Windows2022"));
    const rule = found.findings[0]?.rule ?? "";
    assert.ok(renderText(found).includes(rule));
    assert.ok(renderAuditMarkdown(found).includes(rule));
    assert.deepEqual(JSON.parse(JSON.stringify(found)), found);
  });

  it("ends with 0 when there is nothing to do, 2 with advice, 3 with a mandatory finding", () => {
    const found = audit(resource("aws:s3/bucket:Bucket", "logs"));
    assert.equal(auditExitCode(found), 0);
    const finding = { rule: "r", resource: "x", message: "m" };
    assert.equal(auditExitCode({ ...found, findings: [{ ...finding, level: "advisory" }] }), 2);
    assert.equal(auditExitCode({ ...found, findings: [{ ...finding, level: "mandatory" }] }), 3);
    const upgrade = { cluster: "c", from: "1.36", to: "1.37" };
    assert.equal(auditExitCode({ ...found, upgrades: [upgrade] }), 0);
    assert.equal(auditExitCode({ ...found, upgrades: [{ ...upgrade, stranded: ["win"] }] }), 3);
    assert.equal(auditExitCode({ ...found, upgrades: [{ ...upgrade, worst: "warn" }] }), 2);
  });
});
