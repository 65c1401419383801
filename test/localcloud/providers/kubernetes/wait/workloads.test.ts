import * as assert from "node:assert/strict";
import type { PropertyMap } from "../../../../../localcloud/wire/values";
import { daemonSetReadiness } from "../../../../../localcloud/providers/kubernetes/wait/daemon-set";
import { deploymentReadiness } from "../../../../../localcloud/providers/kubernetes/wait/deployment";
import { jobReadiness } from "../../../../../localcloud/providers/kubernetes/wait/job";
import { podReadiness } from "../../../../../localcloud/providers/kubernetes/wait/pod";
import { statefulSetReadiness } from "../../../../../localcloud/providers/kubernetes/wait/stateful-set";
import { outcome, texts } from "./observe";

const condition = (type: string, status: string, reason = "R", message = "M") => ({
  type,
  status,
  reason,
  message,
});
const revision = (value: string) => ({ "deployment.kubernetes.io/revision": value });

const deployment = (change: PropertyMap = {}, number = "1"): PropertyMap => ({
  metadata: { name: "d", uid: "d", generation: 1, annotations: revision(number) },
  spec: { replicas: 2 },
  status: { observedGeneration: 1, conditions: [condition("Available", "True"), rolledOut] },
  ...change,
});
const rolledOut = condition("Progressing", "True", "NewReplicaSetAvailable");
const replicaSet = (ready: number, number = "1", wanted = 2): PropertyMap => ({
  metadata: { name: "d-1", uid: "rs", annotations: revision(number), ownerReferences: [{ uid: "d" }] },
  spec: { replicas: wanted },
  status: { readyReplicas: ready },
});
const status = (conditions: PropertyMap[], observedGeneration = 1): PropertyMap => ({
  status: { observedGeneration, conditions },
});

describe("a Deployment", () => {
  it("is ready when its ReplicaSet has all pods ready", () => {
    assert.deepEqual(
      outcome(deploymentReadiness, deployment(), { others: { ReplicaSet: [replicaSet(2)] } }),
      ["ready"],
    );
    assert.deepEqual(texts(deploymentReadiness, deployment(), { others: { ReplicaSet: [replicaSet(2)] } }), [
      "Deployment initialization complete",
    ]);
  });

  it("is not ready before its controller has seen the change", () => {
    const stale = deployment(status([condition("Available", "True"), rolledOut], 0));
    assert.deepEqual(outcome(deploymentReadiness, stale, { others: { ReplicaSet: [replicaSet(2)] } }), [
      "waiting",
    ]);
  });

  it("is not ready while it is not available, and says why", () => {
    const bad = deployment(
      status([condition("Available", "False", "MinimumReplicasUnavailable", "Too few.")]),
    );
    assert.deepEqual(outcome(deploymentReadiness, bad, { others: { ReplicaSet: [replicaSet(0)] } }), [
      "waiting",
      "[MinimumReplicasUnavailable] Too few.",
      "Minimum number of live Pods was not attained",
    ]);
    assert.deepEqual(texts(deploymentReadiness, bad, { others: { ReplicaSet: [replicaSet(0)] } }), [
      "[MinimumReplicasUnavailable] Too few.",
      "Waiting for app ReplicaSet to be available (0/2 Pods available)",
    ]);
  });

  it("waits for the end of the roll-out from the second revision on", () => {
    const second = deployment(
      status([condition("Available", "True"), condition("Progressing", "True", "ReplicaSetUpdated")]),
      "2",
    );
    assert.deepEqual(outcome(deploymentReadiness, second, { others: { ReplicaSet: [replicaSet(2, "2")] } }), [
      "waiting",
      "Minimum number of Pods to consider the application live was not attained",
    ]);
  });

  it("does not take the ReplicaSet of another revision or another owner", () => {
    const others = {
      ReplicaSet: [replicaSet(2, "1"), { ...replicaSet(2, "2"), metadata: { annotations: revision("2") } }],
    };
    assert.equal(outcome(deploymentReadiness, deployment({}, "2"), { others })[0], "waiting");
  });

  it("waits until its ReplicaSet was scaled", () => {
    assert.equal(
      outcome(deploymentReadiness, deployment(), { others: { ReplicaSet: [replicaSet(1, "1", 1)] } })[0],
      "waiting",
    );
  });

  it("waits for the claims of its volumes, and no others", () => {
    const spec = {
      replicas: 2,
      template: { spec: { volumes: [{ persistentVolumeClaim: { claimName: "mine" } }] } },
    };
    const claim = (name: string) => ({ metadata: { name }, status: { phase: "Pending" } });
    const around = (name: string) => ({
      others: { ReplicaSet: [replicaSet(2)], PersistentVolumeClaim: [claim(name)] },
    });
    assert.deepEqual(outcome(deploymentReadiness, deployment({ spec }), around("mine")).slice(0, 2), [
      "waiting",
      'Failed to bind PersistentVolumeClaim(s): "mine"',
    ]);
    assert.deepEqual(outcome(deploymentReadiness, deployment({ spec }), around("other")), ["ready"]);
  });

  it("tells what is wrong with its pods", () => {
    const waiting = {
      name: "c",
      ready: false,
      state: { waiting: { reason: "ErrImagePull", message: "no such image" } },
    };
    const pod = {
      metadata: { name: "p", namespace: "ns", ownerReferences: [{ uid: "rs" }] },
      status: {
        conditions: [
          condition("PodScheduled", "True"),
          condition("Initialized", "True"),
          condition("Ready", "False", "", ""),
        ],
        containerStatuses: [waiting],
      },
    };
    const reasons = outcome(deploymentReadiness, deployment(), {
      others: { ReplicaSet: [replicaSet(1)], Pod: [pod] },
    });
    assert.equal(reasons.at(-1), "[Pod ns/p]: [ErrImagePull] no such image");
  });
});

describe("a Pod", () => {
  const pod = (...conditions: PropertyMap[]): PropertyMap => ({
    metadata: { name: "p", namespace: "ns" },
    status: { conditions },
  });
  const scheduled = condition("PodScheduled", "True");

  it("passes through its stages", () => {
    const first = 'Waiting for Pod "ns/p" to be scheduled';
    assert.deepEqual(texts(podReadiness, pod()), [first]);
    assert.deepEqual(texts(podReadiness, pod(scheduled)), [
      first,
      'Waiting for Pod "ns/p" to be initialized',
    ]);
    assert.deepEqual(
      outcome(podReadiness, pod(scheduled, condition("Initialized", "True"), condition("Ready", "True"))),
      ["ready"],
    );
  });

  it("that could not be placed gives no reason of its own", () => {
    assert.deepEqual(
      outcome(podReadiness, pod(condition("PodScheduled", "False", "Unschedulable", "0/4 nodes"))),
      ["waiting"],
    );
  });

  it("that has ended well is ready", () => {
    const done = pod(scheduled, condition("Initialized", "True"), condition("Ready", "False"));
    assert.deepEqual(
      outcome(podReadiness, { ...done, status: { ...(done["status"] as PropertyMap), phase: "Succeeded" } }),
      ["ready"],
    );
  });
});

describe("a StatefulSet", () => {
  const set = (counts: PropertyMap, more: PropertyMap = {}): PropertyMap => ({
    metadata: { name: "s", generation: 1 },
    spec: { replicas: 2 },
    status: { observedGeneration: 1, currentRevision: "a", updateRevision: "a", ...counts },
    ...more,
  });
  const all = { replicas: 2, readyReplicas: 2, currentReplicas: 2, updatedReplicas: 2 };

  it("is ready when all replicas are of the last revision", () => {
    assert.deepEqual(outcome(statefulSetReadiness, set(all)), ["ready"]);
  });

  it("counts ready replicas", () => {
    assert.deepEqual(outcome(statefulSetReadiness, set({ ...all, readyReplicas: 1 })), [
      "waiting",
      "1 out of 2 replicas succeeded readiness checks",
    ]);
    assert.deepEqual(texts(statefulSetReadiness, set({ ...all, readyReplicas: 1 })), [
      "[1/2] Waiting for StatefulSet to create Pods (1/2 Pods ready)",
    ]);
  });

  it("waits for the last revision, but not with OnDelete", () => {
    const rolling = { ...all, updateRevision: "b", updatedReplicas: 1 };
    assert.deepEqual(outcome(statefulSetReadiness, set(rolling)), [
      "waiting",
      'StatefulSet controller failed to advance from revision "a" to revision "b"',
    ]);
    const metadata = { name: "s", generation: 2 };
    const onDelete = set(
      { ...rolling, observedGeneration: 2 },
      { metadata, spec: { replicas: 2, updateStrategy: { type: "OnDelete" } } },
    );
    assert.deepEqual(outcome(statefulSetReadiness, onDelete), ["ready"]);
  });
});

describe("a DaemonSet", () => {
  const set = (counts: PropertyMap): PropertyMap => ({
    kind: "DaemonSet",
    metadata: { generation: 2 },
    status: {
      observedGeneration: 2,
      desiredNumberScheduled: 2,
      currentNumberScheduled: 2,
      updatedNumberScheduled: 2,
      numberAvailable: 2,
      numberReady: 2,
      ...counts,
    },
  });
  const rows = [
    [{}, "All replicas scheduled as expected. Replicas: 2"],
    [{ currentNumberScheduled: 1 }, "Current: 1/2"],
    [{ updatedNumberScheduled: 1 }, "Updated: 1/2"],
    [{ numberAvailable: 0 }, "Available: 0/2"],
    [{ numberReady: 0 }, "Ready: 0/2"],
    [{ observedGeneration: 1 }, "DaemonSet generation is 2, but latest observed generation is 1"],
  ] as const;
  for (const [counts, text] of rows) {
    it(`says "${text}"`, () => {
      assert.deepEqual(texts(daemonSetReadiness, set(counts)), [text]);
      assert.equal(outcome(daemonSetReadiness, set(counts))[0], text.startsWith("All") ? "ready" : "waiting");
    });
  }

  it("is not ready before its controller has seen it", () => {
    assert.deepEqual(texts(daemonSetReadiness, { kind: "DaemonSet", metadata: { generation: 1 } }), [
      "DaemonSet status.observedGeneration not found",
    ]);
  });

  it("that no node is for is ready", () => {
    const none = {
      desiredNumberScheduled: 0,
      currentNumberScheduled: 0,
      updatedNumberScheduled: 0,
      numberAvailable: 0,
      numberReady: 0,
    };
    assert.deepEqual(outcome(daemonSetReadiness, set(none)), ["ready"]);
  });
});

describe("a Job", () => {
  const job = (conditions: PropertyMap[]): PropertyMap => ({
    metadata: { name: "j", namespace: "ns", uid: "j" },
    status: { startTime: "2026-01-01T00:00:00Z", active: 1, conditions },
  });

  it("shows how far it is", () => {
    assert.deepEqual(texts(jobReadiness, job([])), [
      'Waiting for Job "ns/j" to start',
      'Waiting for Job "ns/j" to succeed (Active: 1 | Succeeded: 0 | Failed: 0)',
    ]);
  });

  it("is ready when it is complete", () => {
    assert.deepEqual(outcome(jobReadiness, job([condition("Complete", "True")])), ["ready"]);
    assert.equal(outcome(jobReadiness, job([condition("Complete", "False")]))[0], "waiting");
  });

  it("fails for good when its limits are exceeded", () => {
    assert.deepEqual(
      outcome(jobReadiness, job([condition("Failed", "True", "DeadlineExceeded", "too long")])),
      ["failed", "[DeadlineExceeded] too long"],
    );
    assert.equal(
      outcome(jobReadiness, job([condition("Failed", "True", "PodFailurePolicy", "x")]))[0],
      "waiting",
    );
  });
});
