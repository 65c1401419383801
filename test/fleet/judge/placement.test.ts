import assert from "node:assert/strict";
import { schedulerReasons } from "../../../fleet/judge/scheduler-message";
import { unplacedPods } from "../../../fleet/judge/placement";
import type { PropertyMap } from "../../../localcloud/wire/values";
import { node, onWindows, pod, since, windowsTaint } from "../objects";

const soon = "2026-11-23T10:05:00Z";
const later = "2026-11-23T11:00:00Z";
const address = "vpc.amazonaws.com/PrivateIPv4Address";

type Pods = Parameters<typeof unplacedPods>[0]["pods"];
type Nodes = Parameters<typeof unplacedPods>[0]["nodes"];

/** The reasons for one pod that waits, with what the scheduler says. */
function reasons(spec: Parameters<typeof pod>[0], nodes: Nodes, others: Pods = []): readonly string[] {
  const scheduler = spec?.scheduler ?? "0/1 nodes are available: 1 node(s) were not looked at.";
  const [found] = unplacedPods({ nodes, pods: [...others, pod({ ...spec, scheduler })] }, later);
  assert.equal(found?.scheduler, scheduler);
  return found.reasons;
}

describe("a pod without a node", () => {
  it("is told that its OS has no nodes", () => {
    const [reason = ""] = reasons({ spec: onWindows }, [node({ os: "linux" })]);
    assert.match(reason, /^It asks for Windows nodes, and the cluster has none\. Add a Windows pool/);
  });

  it("is told that its OS and its selector contradict each other", () => {
    const spec = { ...onWindows, nodeSelector: { "kubernetes.io/os": "linux" } };
    const [reason = ""] = reasons({ spec }, [node(), node({ name: "l", os: "linux" })]);
    assert.match(
      reason,
      /^It contradicts itself: spec\.os\.name is windows, and its nodeSelector asks for kubernetes\.io\/os: linux/,
    );
  });

  it("is told which label no node has, and which values there are", () => {
    const nodeSelector = { "kubernetes.io/os": "windows", "node.kubernetes.io/windows-build": "10.0.26100" };
    const [reason = "", ...rest] = reasons({ spec: { ...onWindows, nodeSelector }, images: ["web:1"] }, [
      node(),
    ]);
    assert.equal(
      reason,
      "Its nodeSelector asks for node.kubernetes.io/windows-build: 10.0.26100, and Windows nodes have 10.0.20348. " +
        "Add a pool of that Windows release, or rebuild the image for a release that is there.",
    );
    assert.deepEqual(rest, []);
  });

  it("is told that no single node has all labels", () => {
    const nodes = [node({ name: "a", labels: { zone: "1" } }), node({ name: "b", labels: { disk: "ssd" } })];
    const spec = { ...onWindows, nodeSelector: { zone: "1", disk: "ssd" } };
    assert.match(
      reasons({ spec, images: ["web:1"] }, nodes)[0] ?? "",
      /^No single Windows node has all the labels/,
    );
  });

  it("is told which taint it does not tolerate", () => {
    const spec = { ...onWindows, tolerations: [] };
    const [reason = ""] = reasons({ spec }, [node({ taints: [windowsTaint] })]);
    assert.equal(
      reason,
      "Every node that it may go to has the taint os=windows:NoSchedule. " +
        "Add a toleration for it to the pod, as a guardrail can do it for Windows pods.",
    );
  });

  it("hears nothing of taints that it tolerates, or that one node does not have", () => {
    const quiet = (spec: typeof onWindows, nodes: Nodes) => {
      assert.ok(reasons({ spec }, nodes).every((reason) => !reason.includes("taint")));
    };
    quiet(onWindows, [node({ taints: [windowsTaint] })]);
    quiet({ ...onWindows, tolerations: [{ operator: "Exists" }] }, [node({ taints: [windowsTaint] })]);
    quiet({ ...onWindows, tolerations: [] }, [node({ taints: [windowsTaint] }), node({ name: "free" })]);
    quiet({ ...onWindows, tolerations: [] }, [
      node({ taints: [{ ...windowsTaint, effect: "PreferNoSchedule" }] }),
    ]);
  });

  it("does not tolerate another value or effect of the same key", () => {
    const others: readonly PropertyMap[] = [
      { key: "os", operator: "Equal", value: "linux", effect: "NoSchedule" },
      { key: "os", value: "windows", effect: "NoExecute" },
    ];
    for (const toleration of others) {
      const [reason = ""] = reasons({ spec: { ...onWindows, tolerations: [toleration] } }, [
        node({ taints: [windowsTaint] }),
      ]);
      assert.match(reason, /taint os=windows:NoSchedule/);
    }
  });

  it("is told what the platform's own taints mean", () => {
    const taints = [{ key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" }];
    const nodes = [node({ taints }), node({ name: "b", taints: [windowsTaint] })];
    const found = reasons({ spec: { ...onWindows, tolerations: [] } }, nodes);
    assert.match(
      found[0] ?? "",
      /^1 of 2 nodes that it may go to has the taint node\.kubernetes\.io\/unschedulable:NoSchedule\. The node is cordoned/,
    );
    assert.match(found[1] ?? "", /os=windows:NoSchedule/);
  });

  it("is told that its image is newer than every host", () => {
    const [reason = ""] = reasons({ spec: onWindows, images: ["web:1-ltsc2025"] }, [node()]);
    assert.match(
      reason,
      /^web:1-ltsc2025 would not start on any node that it may go to\. A Windows Server 2022 \(build 20348\) host cannot run/,
    );
    const newer = node({ name: "new", kernelVersion: "10.0.26100.4061" });
    assert.ok(
      reasons({ spec: onWindows, images: ["web:1-ltsc2025"] }, [node(), newer]).every(
        (one) => !one.includes("would not start"),
      ),
    );
  });

  it("is told that a Windows image does not say so, and that a Linux image is none", () => {
    const [windows = ""] = reasons({ images: ["web:1-ltsc2022"] }, [node({ os: "linux" })]);
    assert.match(windows, /is a Windows image \(.*\), and it does not say that it is for Windows\./);
    const [linux = ""] = reasons({ spec: onWindows, images: ["nginx:1.29-alpine"] }, [node()]);
    assert.match(linux, /is a Linux image \(.*\), and it asks for Windows nodes\./);
  });

  it("is told that addresses are used up, or never given", () => {
    const scheduler = `0/1 nodes are available: 1 Insufficient ${address}. preemption: 0/1 nodes are available.`;
    const used = reasons(
      { spec: onWindows, scheduler },
      [node({ allocatable: { [address]: "1" } })],
      [pod({ name: "b" })],
    );
    assert.match(
      used[0] ?? "",
      /^The addresses of the Windows nodes are used up: 1 for pods on 1 node, where 1 pods are\./,
    );
    assert.match(
      reasons({ spec: onWindows, scheduler }, [node()])[0] ?? "",
      /get no addresses: no Windows node offers any\. Set enable-windows-ipam/,
    );
  });

  it("is told that the nodes are full, and pods that have ended take no room", () => {
    const nodes = [node({ allocatable: { pods: "1" } })];
    const images = ["web:1"];
    const full = reasons({ spec: onWindows, images }, nodes, [pod({ name: "b" })]);
    assert.match(full[0] ?? "", /^1 node that it may go to is full: 1 pods each is the most/);
    const done = reasons({ spec: onWindows, images }, nodes, [pod({ name: "b", phase: "Succeeded" })]);
    assert.ok(done.every((reason) => !reason.includes("full")));
  });

  it("is told what there is too little of", () => {
    const scheduler =
      "0/2 nodes are available: 1 Insufficient memory, 1 node(s) had untolerated taint {a: b}.";
    const [reason = ""] = reasons({ spec: onWindows, images: ["web:1"], scheduler }, [node()]);
    assert.match(reason, /^The Windows nodes that it may go to have too little memory left/);
  });

  it("gets the scheduler's own words where nothing else explains it", () => {
    const scheduler =
      "0/3 nodes are available: 1 Too many pods, 2 node(s) had volume node affinity conflict. more";
    assert.deepEqual(reasons({ images: ["web:1"], scheduler }, [node()]), [
      "The scheduler says of 2 of the nodes: node(s) had volume node affinity conflict.",
    ]);
    assert.deepEqual(reasons({ images: ["web:1"], scheduler: "odd" }, [node()]), ["The scheduler says: odd"]);
  });

  it("is a warning while an autoscaler may still help, and an error afterwards", () => {
    const severityAt = (now: string) =>
      unplacedPods({ nodes: [], pods: [pod({ scheduler: "no nodes" })] }, now)[0]?.severity;
    assert.equal(severityAt(soon), "warning");
    assert.equal(severityAt("2026-11-23T10:10:00Z"), "warning");
    assert.equal(severityAt(later), "error");
  });

  it("is the only one that is spoken of", () => {
    assert.deepEqual(unplacedPods({ nodes: [node()], pods: [pod()] }, later), []);
    const [found] = unplacedPods(
      { nodes: [node()], pods: [pod(), pod({ name: "b", scheduler: "x" })] },
      later,
    );
    assert.equal(found?.name, "b");
    assert.equal(found.since, since);
    assert.match(found.message, /^Pod shop\/b finds no node\. /);
  });
});

describe("the scheduler's message", () => {
  it("is read reason by reason, with commas and braces inside", () => {
    const message =
      "0/5 nodes are available: 1 Insufficient memory, 3 node(s) had untolerated taint {os: windows}, " +
      "1 node(s) didn't match Pod's node affinity/selector. preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.";
    assert.deepEqual(schedulerReasons(message), [
      { nodes: 1, text: "Insufficient memory" },
      { nodes: 3, text: "node(s) had untolerated taint {os: windows}" },
      { nodes: 1, text: "node(s) didn't match Pod's node affinity/selector" },
    ]);
  });

  it("keeps names of resources with dots whole", () => {
    const message = `0/1 nodes are available: 1 Insufficient ${address}. no new claims to deallocate`;
    assert.deepEqual(schedulerReasons(message), [{ nodes: 1, text: `Insufficient ${address}` }]);
  });

  it("keeps a comma within a reason", () => {
    const message =
      "0/2 nodes are available: 2 node(s) had taint {os: windows}, that the pod didn't tolerate.";
    assert.deepEqual(schedulerReasons(message), [
      { nodes: 2, text: "node(s) had taint {os: windows}, that the pod didn't tolerate" },
    ]);
  });

  it("is nothing in another form", () => {
    assert.deepEqual(schedulerReasons("no nodes available to schedule pods"), []);
  });
});
