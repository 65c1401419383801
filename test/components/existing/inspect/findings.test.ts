import assert from "node:assert/strict";
import type { ClusterFacts } from "../../../../components/existing/inspect/facts";
import { flannelFacts } from "../../../../components/existing/inspect/facts";
import { findingsOf } from "../../../../components/existing/inspect/inspect";
import { formatProblem } from "../../../../config/problem";
import { existingBase, existingConfigOf } from "../../../config/existing-base";
import { facts, linuxNode, windowsNode } from "./facts-of";

const [linux] = existingBase.nodePools;

/** The lines that a cluster is answered with: `problem: …`, `warning: …`. */
function lines(change: Partial<ClusterFacts> = {}, values: object = {}): string[] {
  const config = existingConfigOf({ ...existingBase, ...values });
  return findingsOf({ ...facts, ...change }, config, "2026-11-23").map(
    (finding) => `${finding.level}: ${formatProblem(finding)}`,
  );
}

/** The one line, and that it begins like this. */
function says(found: readonly string[], start: string): void {
  assert.equal(found.length, 1, found.join("\n"));
  assert.ok(found[0]?.startsWith(start), found[0]);
}

describe("a look at a cluster", () => {
  it("finds nothing in one that fits", () => {
    assert.deepEqual(lines(), []);
  });

  it("finds another minor, and believes an emulated one", () => {
    says(
      lines({ emulatedMinor: "1.35", nodes: [] }, { nodePools: [] }),
      'problem: cluster.kubernetesVersion: must be the minor of the cluster, which says 1.35, got "1.36"; correct it',
    );
    assert.deepEqual(lines({ serverVersion: "v1.36.0-rc.1" }), []);
  });

  it("finds a Windows node that no pool is for, with the pool to add", () => {
    says(
      lines({ nodes: [...facts.nodes, { ...windowsNode, name: "win-2", windowsBuild: 26100 }] }),
      'problem: node win-2: runs Windows Server 2025 and belongs to no pool, so its pods would have no RuntimeClass, got "10.0.26100"; add a pool with os Windows and release "2025" to nodePools',
    );
  });

  it("finds a Windows node that says it belongs to another pool, or has a build that nobody knows", () => {
    const labelled = { ...windowsNode, name: "win-2", labels: { "mullion/pool": "other" } };
    says(lines({ nodes: [...facts.nodes, labelled] }), "problem: node win-2: runs Windows Server 2022");
    const strange = { ...windowsNode, name: "win-2", windowsBuild: 22000 };
    says(lines({ nodes: [...facts.nodes, strange] }), "problem: node win-2: runs Windows build 22000");
  });

  it("warns of a Windows node without the taint, with the command", () => {
    says(
      lines({ nodes: [linuxNode, { ...windowsNode, taints: ["os=windows:PreferNoSchedule"] }] }),
      "warning: node win-1: should have the taint os=windows:NoSchedule: without it pods for Linux that select no system land there; run: kubectl taint node win-1 os=windows:NoSchedule",
    );
  });

  it("finds a node that is newer than the control plane, or too old for it", () => {
    for (const kubeletVersion of ["v1.37.0", "v1.32.9"]) {
      const found = lines({
        nodes: [{ ...linuxNode, kubeletVersion, runtime: "containerd://2.3.4" }, windowsNode],
      });
      assert.ok(found[0]?.startsWith("problem: node linux-1: does not fit: Nodes at 1.3"), found[0]);
    }
    assert.deepEqual(lines({ nodes: [{ ...linuxNode, kubeletVersion: "v1.35.9" }, windowsNode] }), []);
  });

  it("finds a containerd that Kubernetes has left behind, and warns of one past its end", () => {
    const runtime = (version: string) => [{ ...linuxNode, runtime: `containerd://${version}` }, windowsNode];
    says(
      lines({ nodes: runtime("1.7.28") }),
      "problem: node linux-1: does not fit: containerd 1.7.28 is not supported",
    );
    says(
      lines({ nodes: runtime("2.2.1") }),
      "warning: node linux-1: does not fit: containerd 2.2 has been out of support",
    );
    says(
      lines({ nodes: [{ ...linuxNode, runtime: "docker://28.0.0" }, windowsNode] }),
      "warning: node linux-1: must run containerd",
    );
  });

  it("counts Ready nodes of each pool, and names those that are not", () => {
    says(
      lines({ nodes: [linuxNode, { ...windowsNode, ready: false }] }),
      "problem: nodePools[1].minNodes: must be met by Ready nodes of pool win, and the cluster has 0; not Ready: win-1, got 1",
    );
    const none = { nodePools: [linux, { name: "win", os: "Windows", release: "2022", minNodes: 0 }] };
    assert.deepEqual(lines({ nodes: [linuxNode] }, none), []);
  });
});

describe("a look at the network of a cluster", () => {
  it("finds another plugin, or none", () => {
    says(
      lines({ daemonSets: ["cilium"] }),
      'problem: network.cni: must be the network plugin of the cluster, which runs cilium, got "calico"',
    );
    says(
      lines({ daemonSets: [] }),
      'problem: network.cni: is not found in the cluster, got "calico"; install it, or set network.installCalico',
    );
  });

  it("misses no plugin that Mullion is about to install", () => {
    const installCalico = {
      podCidr: "10.244.0.0/16",
      apiServer: { host: "10.0.0.4" },
      kubeProxyImage: "kube-proxy:v1",
    };
    assert.deepEqual(lines({ daemonSets: [] }, { network: { cni: "calico", installCalico } }), []);
  });

  it("finds Flannel that Windows cannot speak to, on both sides of each bound", () => {
    const flannel = (netConf: string, values: object = {}) =>
      lines(
        { daemonSets: ["kube-flannel-ds"], flannel: flannelFacts(netConf) },
        { network: { cni: "flannel" }, ...values },
      );
    const vxlan = (vni: number, port: number) =>
      `{"Backend":{"Type":"vxlan","VNI":${String(vni)},"Port":${String(port)}}}`;
    assert.deepEqual(flannel(vxlan(4096, 4789)), []);
    assert.deepEqual(flannel('{"Backend":{"Type":"host-gw"}}'), []);
    says(
      flannel(vxlan(4095, 4789)),
      "problem: network.cni: is Flannel with VNI 4095 and port 4789; Windows needs a VNI of 4096 or more and port 4789",
    );
    says(flannel(vxlan(4096, 8472)), "problem: network.cni: is Flannel with VNI 4096 and port 8472");
    says(
      flannel('{"Backend":{"Type":"vxlan"}}'),
      "problem: network.cni: is Flannel with VNI 1 and port 8472",
    );
    says(
      flannel('{"Backend":{"Type":"wireguard"}}'),
      "problem: network.cni: is Flannel with the backend wireguard",
    );
    says(
      flannel("no json"),
      "problem: network.cni: is Flannel with the backend that its ConfigMap does not name",
    );
    assert.deepEqual(
      flannel(vxlan(1, 8472), { nodePools: [{ ...linux, minNodes: 1 }] }).length,
      1,
      "the Windows node is in no pool",
    );
  });

  it("finds Calico that is not set up for Windows, one line each", () => {
    const calico = {
      windowsDataplane: "HNS",
      bgp: "Disabled",
      encapsulations: ["VXLAN"],
      serviceCidrs: ["10.96.0.0/12"],
    };
    assert.deepEqual(lines({ calico, strictAffinity: true }), []);
    const wrong = {
      windowsDataplane: "",
      bgp: "Enabled",
      encapsulations: ["VXLAN", "IPIP"],
      serviceCidrs: [],
    };
    assert.deepEqual(
      lines({ calico: wrong }).map((line) => line.split(";")[0]),
      [
        "problem: network.cni: is Calico without its Windows data plane",
        "problem: network.cni: is Calico with the encapsulation IPIP, which Windows nodes do not have",
        "problem: network.cni: is Calico with VXLAN beside BGP, which Windows nodes do not take",
        "problem: network.cni: is Calico with serviceCIDRs empty, and network.serviceCidr is 10.96.0.0/12",
      ],
    );
    says(
      lines({ strictAffinity: false }),
      "warning: network.cni: gives Windows pods no addresses: Calico's IPAM has strictAffinity false; run: kubectl patch ipamconfigurations default",
    );
  });
});

describe("a look at the storage of a cluster", () => {
  it("finds drivers that are not there, and kinds of snapshots", () => {
    const block = { provisioner: "csi.vsphere.vmware.com", snapshots: true };
    const smb = {
      source: "//files.example.com/share",
      secret: { name: "smb", namespace: "kube-system" },
      install: false,
    };
    assert.deepEqual(
      lines({}, { storage: { block, smb } }).map((line) => line.split(";")[0]),
      [
        'problem: storage.block.provisioner: is a CSI driver that the cluster does not have, got "csi.vsphere.vmware.com"',
        'problem: storage.smb: is a CSI driver that the cluster does not have, got "smb.csi.k8s.io"',
        "problem: storage.block.snapshots: needs the kinds of snapshot.storage.k8s.io, which the cluster does not have, got true",
      ],
    );
    const there = { csiDrivers: ["csi.vsphere.vmware.com", "smb.csi.k8s.io"], snapshots: true };
    assert.deepEqual(lines(there, { storage: { block, smb } }), []);
    assert.deepEqual(lines({}, { storage: { smb: { ...smb, install: true } } }), []);
  });
});
