import assert from "node:assert/strict";
import { podCauses } from "../../../fleet/serve/pod-causes";
import type { PodFacts } from "../../../fleet/serve/pod-causes";
import type { PodEvent } from "../../../fleet/view";
import { node, pod, unplaced, windowsNode } from "../fixtures";

const broken = pod({ healthy: false, status: "RunContainerError" });

function says(over: Partial<PodFacts>): readonly string[] {
  const all = { pod: broken, node: windowsNode(), unplaced: undefined, events: [], ...over };
  return podCauses(all).map((cause) => cause.says);
}

function warning(message: string): PodEvent {
  return { type: "Warning", reason: "Failed", message, count: 1, lastSeen: "2026-11-23T10:00:00Z" };
}

const mismatch = warning(
  "hcs::CreateComputeSystem web: The container operating system does not match the host operating system.",
);

describe("why a pod does not run", () => {
  it("is nothing for a pod that runs, whatever its events are", () => {
    assert.deepEqual(says({ pod: pod(), events: [mismatch], unplaced: unplaced() }), []);
  });

  it("is what was found about a pod without a node", () => {
    assert.deepEqual(says({ unplaced: unplaced({ reasons: ["One.", "Two."] }), node: undefined }), [
      "One.",
      "Two.",
    ]);
    assert.deepEqual(says({ unplaced: unplaced({ reasons: [], message: "All." }), node: undefined }), [
      "All.",
    ]);
  });

  it("is an image that is newer than its host", () => {
    const image = "mcr.microsoft.com/windows/nanoserver:ltsc2025";
    assert.deepEqual(says({ pod: { ...broken, image: `registry.example/a:1-ltsc2022, ${image}` } }), [
      `${image}: A Windows Server 2022 (build 20348) host cannot run Windows Server 2025 (build 26100) images: an image may not be newer than its host.`,
    ]);
  });

  it("is a Linux image on a Windows node, and no such thing on a Linux node", () => {
    const linux = { ...broken, image: "docker.io/library/nginx:1.29-alpine" };
    assert.match(says({ pod: linux }).join(), /is a Linux image \(.*\), and win-1 is a Windows node\./);
    assert.deepEqual(says({ pod: linux, node: node() }), []);
  });

  it("is not guessed where the node's build or the image's is not known", () => {
    const image = "mcr.microsoft.com/windows/nanoserver:ltsc2025";
    assert.deepEqual(says({ pod: { ...broken, image }, node: windowsNode({ windowsBuild: "" }) }), []);
    assert.deepEqual(says({ pod: { ...broken, image }, node: undefined }), []);
    assert.deepEqual(says({ pod: { ...broken, image: "registry.example/web:7" } }), []);
  });

  const meanings: readonly (readonly [string, RegExp])[] = [
    [mismatch.message, /built for another Windows release/],
    ["failed to create containerd task: hcs: 0xc0370101", /built for another Windows release/],
    ["failed to pull: no match for platform in manifest: not found", /no variant for this node/],
    [
      "MountVolume.MountDevice failed: driver name file.csi.azure.com not found in the list of registered CSI drivers",
      /no plugin of the volume's CSI driver/,
    ],
  ];
  for (const [message, meaning] of meanings) {
    it(`is read out of "${message.slice(0, 50)}…"`, () => {
      assert.match(says({ events: [warning(message)] }).join(), meaning);
      assert.deepEqual(says({ events: [{ ...warning(message), type: "Normal" }] }), []);
    });
  }
});
