import assert from "node:assert/strict";
import { auditCluster, auditExitCode } from "../../audit";
import type { LiveCluster } from "../../audit";

const asOf = "2026-11-23";

function pod(name: string, namespace: string, more: object = {}) {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, ...more },
    spec: {
      nodeSelector: { "kubernetes.io/os": "linux" },
      containers: [{ name: "c", image: "nginx", securityContext: { privileged: true } }],
    },
  };
}

function node(name: string, operatingSystem: string, kernelVersion: string, labels: object = {}) {
  return {
    metadata: { name, labels },
    status: {
      nodeInfo: { operatingSystem, kernelVersion, kubeletVersion: "v1.36.3" },
      allocatable: { pods: "110", memory: "14680064Ki" },
    },
  };
}

const aksLabel = (pool: string) => ({
  "kubernetes.azure.com/agentpool": pool,
  "node.kubernetes.io/instance-type": "Standard_D4s_v5",
});

const audit = (change: Partial<LiveCluster>) =>
  auditCluster({ name: "prod", version: "v1.36.3", objects: [], nodes: [], refused: [], ...change }, asOf);

describe("an audit of a live cluster", () => {
  it("judges objects by the pack's rules, by their own names", () => {
    const { findings, judged } = audit({ objects: [pod("web", "apps")] });
    assert.equal(judged, 1);
    assert.ok(
      findings.some(({ rule, resource }) => rule === "no-privileged-containers" && resource === "apps/web"),
    );
  });

  it("leaves out what a controller made, and the platform's own, and counts both", () => {
    const ownerReferences = [{ kind: "ReplicaSet", name: "web", controller: true }];
    const { findings, notJudged } = audit({
      objects: [pod("web-1", "apps", { ownerReferences }), pod("proxy", "kube-system")],
    });
    assert.deepEqual(findings, []);
    assert.deepEqual(
      notJudged.map(({ what, count }) => [what, count]),
      [
        ["objects in the platform's own namespaces", 1],
        ["objects that a controller has made", 1],
      ],
    );
  });

  it("is never clean while there is something that it may not see", () => {
    const found = audit({ refused: ["Deployment"] });
    assert.equal(found.notJudged[0]?.what, "objects of the kind Deployment");
    assert.equal(auditExitCode(found), 2);
  });

  it("says what the next minor means for the nodes, by the platform that they say", () => {
    const nodes = [
      node("a", "linux", "6.8.0", aksLabel("system")),
      node("b", "windows", "10.0.20348.5020", aksLabel("win")),
    ];
    const found = audit({ nodes });
    const [upgrade] = found.upgrades;
    assert.deepEqual([upgrade?.from, upgrade?.to, upgrade?.worst], ["1.36", "1.37", "deny"]);
    assert.match(upgrade?.says?.[0] ?? "", /each drained and replaced: 2, of which 1 run Windows/);
    assert.ok(upgrade?.says?.some((line) => line.includes("no Windows2022 node images for Kubernetes 1.37")));
    assert.equal(auditExitCode(found), 3);
  });

  it("knows no upgrade that EKS does not offer", () => {
    const labels = { "eks.amazonaws.com/nodegroup": "workers" };
    const [upgrade] = audit({ nodes: [node("a", "linux", "6.8.0", labels)] }).upgrades;
    assert.match(upgrade?.cannotTell ?? "", /^EKS offers no Kubernetes 1\.37/);
  });

  it("has no more room on a Windows node of EKS than there are addresses for its pods", () => {
    const windows = (addresses: object) => {
      const made = node("w", "windows", "10.0.20348.5020", { "eks.amazonaws.com/nodegroup": "win" });
      return {
        ...made,
        status: { ...made.status, allocatable: { ...made.status.allocatable, ...addresses } },
      };
    };
    const podsOf = (addresses: object) => audit({ nodes: [windows(addresses)] }).capacity[0]?.node?.pods;
    assert.equal(podsOf({ "vpc.amazonaws.com/PrivateIPv4Address": "14" }), 14);
    assert.equal(podsOf({ "vpc.amazonaws.com/PrivateIPv4Address": "224" }), 110);
    assert.equal(podsOf({}), 110);
  });

  it("goes by the name of its context", () => {
    assert.match(audit({}).subject, /^cluster prod$/);
  });

  it("has the room that nodes say themselves, pool by pool", () => {
    const nodes = [1, 2].map((index) => node(`n${String(index)}`, "linux", "6.8.0", aksLabel("linux")));
    assert.deepEqual(audit({ nodes }).capacity, [
      {
        pool: "linux",
        os: "Linux",
        machine: "Standard_D4s_v5",
        nodes: { least: 2, most: 2 },
        node: { pods: 110, memoryForPodsGiB: 14 },
      },
    ]);
  });
});
