import assert from "node:assert/strict";
import { nodeCapacity } from "../../catalogue/capacity";

describe("what a node has for pods", () => {
  it("is on AKS what the documentation's own examples say, and 2 GiB less on Windows", () => {
    const memory = (memoryGiB: number, maxPods: number, os: "Linux" | "Windows") =>
      nodeCapacity({ platform: "aks", os, memoryGiB, maxPods }).memoryForPodsGiB;
    // 8 GB and 30 pods: 650 MB and 100 MB are kept; 4 GB and 70 pods: a quarter is less than 1450 MB.
    assert.equal(memory(8, 30, "Linux"), 7.26);
    assert.equal(memory(4, 70, "Linux"), 2.9);
    assert.equal(memory(8, 30, "Windows"), 5.26);
  });

  it("is on EKS what is told to the kubelet of Windows, and not known for Linux", () => {
    const on = (os: "Linux" | "Windows") => nodeCapacity({ platform: "eks", os, memoryGiB: 16, maxPods: 14 });
    assert.equal(on("Windows").memoryForPodsGiB, 13.8);
    assert.equal(on("Linux").memoryForPodsGiB, undefined);
  });

  it("never is less than nothing", () => {
    assert.equal(
      nodeCapacity({ platform: "aks", os: "Windows", memoryGiB: 2, maxPods: 30 }).memoryForPodsGiB,
      0,
    );
  });

  it("comes with minutes: Windows nodes join later and pull longer", () => {
    const [linux, windows] = (["Linux", "Windows"] as const).map((os) =>
      nodeCapacity({ platform: "aks", os, memoryGiB: 16, maxPods: 110 }),
    );
    assert.ok(linux !== undefined && windows !== undefined);
    assert.ok(windows.joinMinutes.max > linux.joinMinutes.max);
    assert.deepEqual([linux.pullMinutes, windows.pullMinutes], [undefined, { min: 5, max: 15 }]);
    assert.equal(windows.drainTimeoutMinutes, 30);
  });
});
