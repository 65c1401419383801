import * as assert from "node:assert/strict";

import type { Node } from "../../../localcloud/kubernetes";
import { nodeOf } from "../../../localcloud/kubernetes/nodes";
import { linuxMachine, windowsMachine } from "./node-specs";

describe("the Node object of a machine", () => {
  it("has the labels that a Linux kubelet sets, and those that are asked for", () => {
    assert.deepEqual(nodeOf(linuxMachine("linux-1")).metadata.labels, {
      "kubernetes.io/hostname": "linux-1",
      "kubernetes.io/os": "linux",
      "kubernetes.io/arch": "amd64",
      "beta.kubernetes.io/os": "linux",
      "beta.kubernetes.io/arch": "amd64",
      pool: "linux",
    });
  });

  it("has the build of Windows without its updates as a label", () => {
    const { labels } = nodeOf(windowsMachine("win-1")).metadata;
    assert.equal(labels?.["node.kubernetes.io/windows-build"], "10.0.20348");
  });

  it("has the architecture that is asked for, as label and as node information", () => {
    const { metadata, status } = nodeOf({ ...linuxMachine("linux-1"), architecture: "arm64" });
    assert.equal(metadata.labels?.["kubernetes.io/arch"], "arm64");
    assert.equal((status as { nodeInfo: { architecture: string } }).nodeInfo.architecture, "arm64");
  });

  it("is marked as one that KWOK plays, whatever annotations are asked for", () => {
    const annotations = { "kwok.x-k8s.io/node": "real", "example.com/a": "b" };
    assert.deepEqual(nodeOf({ ...linuxMachine("linux-1"), annotations }).metadata.annotations, {
      "kwok.x-k8s.io/node": "fake",
      "example.com/a": "b",
    });
  });

  it("has its address and its range of pod addresses when they are known", () => {
    const { spec, status } = nodeOf({
      ...linuxMachine("linux-1"),
      internalIp: "10.224.0.4",
      podCidr: "10.244.1.0/24",
    });
    const { podCIDR, podCIDRs } = spec as Record<string, unknown>;
    assert.deepEqual([podCIDR, podCIDRs], ["10.244.1.0/24", ["10.244.1.0/24"]]);
    assert.deepEqual((status as { addresses: unknown }).addresses, [
      { type: "Hostname", address: "linux-1" },
      { type: "InternalIP", address: "10.224.0.4" },
    ]);
  });

  it("keeps the taints of the platform and loses those that are no longer asked for", () => {
    const existing: Node = {
      metadata: { name: "win-1", resourceVersion: "7" },
      spec: {
        taints: [
          { key: "os", value: "windows", effect: "NoSchedule" },
          { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" },
          { key: "node.cloudprovider.kubernetes.io/uninitialized", effect: "NoSchedule" },
        ],
      },
      status: {},
    };
    const changed = nodeOf(
      { ...windowsMachine("win-1"), taints: [{ key: "new", effect: "NoExecute" }] },
      existing,
    );
    assert.deepEqual((changed["spec"] as { taints: unknown }).taints, [
      { key: "new", effect: "NoExecute" },
      { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" },
      { key: "node.cloudprovider.kubernetes.io/uninitialized", effect: "NoSchedule" },
    ]);
    // Without it, a taint that is set in between would be lost.
    assert.equal(changed.metadata.resourceVersion, "7");
  });
});
