import assert from "node:assert/strict";
import { eksBase, withWindowsPool } from "../../eks-base";
import { warningsOf } from "../../base";

const inTest = (change: object) => ({ ...withWindowsPool(change), environment: "test" });

describe("cautions on EKS", () => {
  it("has none for a system pool of two nodes, and none in dev", () => {
    assert.deepEqual(warningsOf({ ...eksBase, environment: "test" }), []);
    const small = { instanceTypes: ["t3.medium"], count: 1 };
    assert.deepEqual(warningsOf({ ...eksBase, systemPool: small }), []);
  });

  it("warns of one system node and of burstable ones", () => {
    const systemPool = { instanceTypes: ["t3.medium"], count: 1 };
    const dns = "https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html";
    assert.deepEqual(warningsOf({ ...eksBase, environment: "test", systemPool }), [
      `systemPool: should have at least 2 nodes, and has 1; raise the number of nodes: with one, every upgrade stops DNS (${dns})`,
      `systemPool.instanceTypes: should not be burstable: out of credits, the cluster's DNS slows down or costs more, got "t3.medium"; choose a type of the m family (${dns})`,
    ]);
  });

  it("warns of spot capacity of one type only", () => {
    const [warning, ...more] = warningsOf(withWindowsPool({ spot: true }));
    assert.deepEqual(more, []);
    assert.match(
      warning ?? "",
      /^nodePools\[1\]\.instanceTypes: should name several types with spot capacity/,
    );
    assert.deepEqual(
      warningsOf(withWindowsPool({ spot: true, instanceTypes: ["m6i.large", "m5.large"] })),
      [],
    );
  });

  it("warns of a release that Kubernetes no longer lists", () => {
    const [warning, ...more] = warningsOf(withWindowsPool({ release: "2019" }));
    assert.deepEqual(more, []);
    assert.match(
      warning ?? "",
      /^nodePools\[1\]\.release: Kubernetes 1\.36 no longer lists Windows Server 2019/,
    );
  });

  it("warns of a pool of one's own that takes the newest AMI, outside of dev", () => {
    assert.deepEqual(warningsOf(withWindowsPool({ managed: false })), []);
    assert.deepEqual(warningsOf(inTest({ managed: false, amiId: "ami-0123456789abcdef0" })), []);
    assert.deepEqual(warningsOf(inTest({ managed: false })), [
      "nodePools[1].amiId: should be set: without it the first run after AWS's monthly release replaces all nodes of the pool; copy it from the preview, and move it within the four months that AWS keeps an AMI (https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html)",
    ]);
  });
});
