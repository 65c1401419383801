import assert from "node:assert/strict";
import { node, onWindows, pod, podObject, since } from "../objects";
import { daemonSetFacts } from "../../../fleet/cluster/daemon-set";
import { podFacts } from "../../../fleet/cluster/pod";

describe("what is kept of a node", () => {
  it("is its OS, build, versions, pool, image and whether it takes pods", () => {
    const labels = {
      "kubernetes.azure.com/agentpool": "win22a",
      "kubernetes.azure.com/node-image-version": "AKSWindows-2022-containerd-20348.4171.251112",
    };
    assert.deepEqual(node({ labels, unschedulable: true }).row, {
      name: "win-1",
      os: "windows",
      windowsBuild: "10.0.20348",
      kubernetesVersion: "v1.36.3",
      runtime: "containerd://2.3.4",
      pool: "win22a",
      image: "AKSWindows-2022-containerd-20348.4171.251112",
      ready: "yes",
      cordoned: true,
    });
  });

  it("names the pool by the platform's label, else by Mullion's label and slot, else not at all", () => {
    const poolOf = (labels: Record<string, string>) => node({ labels }).row.pool;
    assert.equal(poolOf({ "eks.amazonaws.com/nodegroup": "win22a-2026" }), "win22a-2026");
    assert.equal(poolOf({ "mullion/pool": "win", "mullion/slot": "b" }), "winb");
    assert.equal(poolOf({ "mullion/pool": "win", "kubernetes.azure.com/agentpool": "win22a" }), "win22a");
    assert.equal(poolOf({}), "");
  });

  it("has no build on Linux, and tells not ready from not known", () => {
    assert.equal(node({ os: "linux" }).row.windowsBuild, "");
    assert.equal(node({ ready: "False" }).row.ready, "no");
    assert.equal(node({ ready: "Unknown" }).row.ready, "unknown");
  });
});

describe("what is kept of a pod", () => {
  it("says why it is not further, in the order in which that happens", () => {
    const statusOf = (traits: Parameters<typeof pod>[0]) => pod(traits).row.status;
    assert.equal(statusOf({}), "Running");
    assert.equal(statusOf({ scheduler: "0/1 nodes are available." }), "Pending: 0/1 nodes are available.");
    const waiting = (reason: string) => ({ state: { waiting: { reason } } });
    const pulling = { containerStatuses: [waiting("ImagePullBackOff")] };
    assert.equal(statusOf({ ready: false, status: pulling }), "ImagePullBackOff");
    const initializing = {
      initContainerStatuses: [waiting("CrashLoopBackOff")],
      containerStatuses: [waiting("PodInitializing")],
    };
    assert.equal(statusOf({ ready: false, status: initializing }), "CrashLoopBackOff");
  });

  it("is Terminating once it is being deleted", () => {
    const object = podObject();
    const metadata = { ...(object["metadata"] as object), deletionTimestamp: since };
    assert.equal(podFacts({ ...object, metadata }).row.status, "Terminating");
  });

  it("knows its OS by spec.os or by the selector", () => {
    assert.equal(pod({ spec: onWindows }).row.os, "windows");
    assert.equal(pod({ spec: { nodeSelector: { "beta.kubernetes.io/os": "linux" } } }).row.os, "linux");
    assert.equal(pod().row.os, "");
  });

  it("is healthy when it is ready or has done its work", () => {
    assert.equal(pod().row.healthy, true);
    assert.equal(pod({ ready: false }).row.healthy, false);
    assert.equal(pod({ ready: false, phase: "Succeeded" }).row.healthy, true);
    assert.equal(pod({ ready: false, phase: "Failed" }).row.healthy, false);
  });

  it("keeps what it needs only while it has no node", () => {
    assert.equal(pod({ spec: onWindows }).unplaced, undefined);
    const { unplaced } = pod({ spec: onWindows, scheduler: "no nodes available to schedule pods" });
    assert.equal(unplaced?.scheduler, "no nodes available to schedule pods");
    assert.equal(unplaced.since, since);
    assert.deepEqual(unplaced.nodeSelector, { "kubernetes.io/os": "windows" });
  });

  it("takes no room once it has ended", () => {
    assert.equal(pod().takesRoom, true);
    assert.equal(pod({ phase: "Succeeded" }).takesRoom, false);
    assert.equal(pod({ phase: "Failed" }).takesRoom, false);
  });
});

describe("what is kept of a DaemonSet", () => {
  it("is its name and its images", () => {
    const spec = { template: { spec: { containers: [{ image: "a:1" }, { image: "b:2" }] } } };
    assert.deepEqual(daemonSetFacts({ metadata: { namespace: "kube-system", name: "ds" }, spec }), {
      namespace: "kube-system",
      name: "ds",
      images: ["a:1", "b:2"],
    });
  });
});
