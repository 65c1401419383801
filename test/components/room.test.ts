import assert from "node:assert/strict";
import { aksWindowsRoom } from "../../components/aks/room";
import { quotaSpec } from "../../components/cluster/quota";
import { eksWindowsRoom } from "../../components/eks/room";
import type { Room } from "../../components/room";
import { roomOf } from "../../components/room";
import { base, configOf, withWindowsPool } from "../config/base";
import { eksBase, eksConfigOf } from "../config/eks-base";

const node = { vCpus: 4, memoryGiB: 11.7, pods: 110 };

function aksRoom(change: object): Room | undefined {
  return aksWindowsRoom(configOf(withWindowsPool(change)));
}

function eksRoom(change: object, network: object = {}): Room | undefined {
  const [linux, windows] = eksBase.nodePools;
  return eksWindowsRoom(eksConfigOf({ ...eksBase, network, nodePools: [linux, { ...windows, ...change }] }));
}

describe("what pods find on the Windows nodes", () => {
  it("is on AKS what the reserves leave of a node, times the most nodes of the pool", () => {
    assert.deepEqual(aksRoom({}), node);
    assert.deepEqual(aksRoom({ count: undefined, autoscale: { min: 1, max: 3 } }), {
      vCpus: 12,
      memoryGiB: node.memoryGiB * 3,
      pods: 330,
    });
  });

  it("depends on AKS on the pods of a node, for each of which the node keeps memory", () => {
    assert.deepEqual(aksRoom({ maxPods: 30 }), { vCpus: 4, memoryGiB: 13.26, pods: 30 });
  });

  it("is on EKS that of the smallest type that AWS may choose", () => {
    assert.deepEqual(eksRoom({}), { vCpus: 4, memoryGiB: 13.8, pods: 14 });
    assert.deepEqual(eksRoom({ instanceTypes: ["m6i.2xlarge", "r6i.xlarge"], count: 2 }), {
      vCpus: 8,
      memoryGiB: 59.6,
      pods: 28,
    });
  });

  it("ends on EKS with the addresses, or with what the kubelet takes", () => {
    assert.equal(eksRoom({}, { windowsPrefixDelegation: true })?.pods, 110);
    assert.equal(eksRoom({ managed: false, kubelet: { maxPods: 10 } })?.pods, 10);
  });

  it("is not known where a machine is not, and where there is no node", () => {
    assert.equal(aksRoom({ vmSize: "Standard_Z99" }), undefined);
    assert.equal(eksRoom({ instanceTypes: ["m6i.xlarge", "zz9.huge"] }), undefined);
    assert.equal(aksRoom({ count: 0 }), undefined);
    assert.equal(aksWindowsRoom(configOf({ ...base, nodePools: [base.nodePools[0]] })), undefined);
  });

  it("is the sum of pools, of which two slots are one, the larger", () => {
    const pools = [
      { name: "win", nodes: 1, node },
      { name: "win", nodes: 3, node },
      { name: "win", nodes: 2, node },
      { name: "other", nodes: 1, node },
      { name: "empty", nodes: 0, node: undefined },
    ];
    assert.deepEqual(roomOf(pools), { vCpus: 16, memoryGiB: node.memoryGiB * 3 + node.memoryGiB, pods: 440 });
  });
});

describe("the quota of a namespace", () => {
  const hard = (cpu: string, memory: string, pods: string) => ({
    hard: { "limits.cpu": cpu, "limits.memory": memory, pods },
  });

  it("is what the Windows nodes have, and never rounded up", () => {
    assert.deepEqual(quotaSpec({}, node), hard("4", "11Gi", "110"));
    assert.deepEqual(quotaSpec({}, { ...node, memoryGiB: 0.9 }), hard("4", "921Mi", "110"));
  });

  it("is what the configuration says, number by number", () => {
    assert.deepEqual(quotaSpec({ memory: "3Gi" }, node), hard("4", "3Gi", "110"));
    assert.deepEqual(quotaSpec({ cpu: "2", pods: "5" }, node), hard("2", "11Gi", "5"));
  });

  it("is room for a first team where nobody knows the nodes", () => {
    assert.deepEqual(quotaSpec({}, undefined), hard("16", "32Gi", "50"));
  });
});
