import assert from "node:assert/strict";
import type { CniName } from "../../catalogue/cni";
import {
  cniReleaseSupport,
  cnisOf,
  distributionCniSupport,
  distributions,
  upstreamWindowsSupport,
} from "../../catalogue/existing";

describe("network plugins by distribution", () => {
  const verdict = (distribution: keyof typeof distributions, cni: CniName) =>
    distributionCniSupport(distribution, cni).verdict;

  it("are any with Windows nodes on kubeadm, and Calico or Flannel on RKE2", () => {
    assert.deepEqual(
      (["calico", "flannel", "antrea", "cilium", "aws-vpc"] as const).map((cni) => [
        verdict("kubeadm", cni),
        verdict("rke2", cni),
      ]),
      [
        ["ok", "ok"],
        ["ok", "ok"],
        ["ok", "deny"],
        ["deny", "deny"],
        ["deny", "deny"],
      ],
    );
  });

  it("are not those without Windows nodes, and the reason says so", () => {
    assert.equal(distributionCniSupport("kubeadm", "cilium").reason, "Cilium has no Windows nodes.");
  });

  it("are none on Docker Desktop, which has Linux nodes only", () => {
    assert.deepEqual(distributionCniSupport("docker-desktop", "calico"), {
      verdict: "deny",
      reason: "Docker Desktop has Linux nodes only.",
      source: ["docker-desktop-kubernetes"],
    });
  });

  it("name their distribution as the key does", () => {
    for (const [name, row] of Object.entries(distributions)) assert.equal(row.distribution, name);
  });
});

describe("network plugins by Windows release", () => {
  it("say when their documentation does not list one", () => {
    assert.equal(cniReleaseSupport("calico", "2022").verdict, "ok");
    assert.equal(cniReleaseSupport("flannel", "2025").verdict, "ok");
    assert.equal(
      cniReleaseSupport("calico", "2025").reason,
      "The documentation of Calico (VXLAN or BGP without encapsulation) lists Windows Server 2019 and 2022, not 2025.",
    );
  });
});

describe("Windows releases by Kubernetes minor", () => {
  it("are listed on both sides of each boundary", () => {
    const verdicts = (release: "2019" | "2022" | "2025") =>
      (["1.34", "1.35"] as const).map((minor) => upstreamWindowsSupport(release, minor).verdict);
    assert.deepEqual(verdicts("2019"), ["ok", "warn"]);
    assert.deepEqual(verdicts("2022"), ["ok", "ok"]);
    assert.deepEqual(verdicts("2025"), ["warn", "ok"]);
    assert.equal(
      upstreamWindowsSupport("2025", "1.34").reason,
      "Kubernetes 1.34 does not list Windows Server 2025 yet; the first minor that does is 1.35.",
    );
  });
});

describe("network plugins by their DaemonSets", () => {
  it("are recognised, two at a time if need be", () => {
    assert.deepEqual(cnisOf(["kube-proxy", "calico-node", "calico-node-windows"]), ["calico"]);
    assert.deepEqual(cnisOf(["cilium", "kube-flannel-ds"]), ["flannel", "cilium"]);
    assert.deepEqual(cnisOf(["kube-proxy"]), []);
  });
});
