import * as assert from "node:assert/strict";
import * as fs from "node:fs";

import {
  applyNodes,
  applyObjects,
  deleteControlPlane,
  drain,
  DrainTimeoutError,
  findControlPlane,
  listControlPlanes,
  Patch,
  removeNode,
  replaceNode,
  startControlPlane,
  type ControlPlane,
  type KubernetesClient,
  type KubernetesObject,
  type Node,
} from "../../../localcloud/kubernetes";
import { linuxMachine, windowsMachine } from "./node-specs";
import { BUILD_TIMEOUT_MILLISECONDS, processesNaming, removeHome, temporaryHome } from "./temporary-home";
import { eventually } from "./eventually";

interface Pod extends KubernetesObject {
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly phase?: string;
    readonly conditions?: readonly { type: string; status: string }[];
  };
}

interface NodeWithInfo extends Node {
  readonly status: Node["status"] & { readonly nodeInfo: Readonly<Record<string, string>> };
}

const DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
const BUDGETS = "/apis/policy/v1/namespaces/default/poddisruptionbudgets";

const deployment = (name: string, os: "linux" | "windows", replicas: number): KubernetesObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        os: { name: os },
        nodeSelector: { "kubernetes.io/os": os },
        tolerations: os === "windows" ? [{ key: "os", value: "windows", effect: "NoSchedule" }] : [],
        containers: [{ name: "main", image: `example.com/${name}:1` }],
      },
    },
  },
});

describe("a cluster of Linux and Windows nodes", function () {
  this.timeout(60_000);
  const home = temporaryHome();
  let controlPlane: ControlPlane;
  let client: KubernetesClient;

  const podsOf = (app: string): Promise<readonly Pod[]> =>
    client.list<Pod>("/api/v1/namespaces/default/pods", { labelSelector: `app=${app}` });
  const nodesOfRunning = async (app: string): Promise<readonly (string | undefined)[]> =>
    (await podsOf(app)).filter((pod) => pod.status.phase === "Running").map((pod) => pod.spec.nodeName);

  before(async function () {
    this.timeout(BUILD_TIMEOUT_MILLISECONDS);
    controlPlane = await startControlPlane({ home, id: "hybrid", kubernetesVersion: "1.35.4" });
    client = controlPlane.client();
  });

  after(async () => {
    // First, because there is no client when the start failed.
    await removeHome(home);
    client.close();
  });

  it("is run by five programs", () => {
    assert.deepEqual(Object.keys(controlPlane.pids), [
      "etcd",
      "kube-apiserver",
      "kube-controller-manager",
      "kube-scheduler",
      "kwok",
    ]);
  });

  it("acts as the minor that the cloud says, and says which release it is", async () => {
    const { body } = await client.request({ method: "GET", path: "/version" });
    const { gitVersion, emulationMinor } = body as Record<string, string>;
    assert.deepEqual({ gitVersion, emulationMinor }, { gitVersion: "v1.36.3", emulationMinor: "35" });
  });

  it("shows machines as they were described, Ready", async () => {
    await applyNodes(client, [linuxMachine("linux-1"), windowsMachine("win-1")]);
    const node = await client.get<NodeWithInfo>("/api/v1/nodes/win-1");
    assert.deepEqual(node.spec.taints, [{ key: "os", value: "windows", effect: "NoSchedule" }]);
    assert.deepEqual(node.spec.providerID, "local:///win-1");
    const { operatingSystem, kernelVersion, osImage, containerRuntimeVersion, kubeletVersion } =
      node.status.nodeInfo;
    assert.deepEqual(
      { operatingSystem, kernelVersion, osImage, containerRuntimeVersion, kubeletVersion },
      {
        operatingSystem: "windows",
        kernelVersion: "10.0.20348.4648",
        osImage: "Windows Server 2022 Datacenter",
        containerRuntimeVersion: "containerd://2.1.6",
        kubeletVersion: "v1.35.4",
      },
    );
    assert.equal(node.metadata.labels?.["node.kubernetes.io/windows-build"], "10.0.20348");
    assert.equal(node.metadata.labels["pool"], "windows");
  });

  it("gives each node a heartbeat, as a kubelet does", async () => {
    await eventually(async () => {
      const lease = await client.find("/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/win-1");
      assert.notEqual(lease, undefined);
    });
  });

  it("runs pods on nodes of their OS", async () => {
    await applyObjects(client, [deployment("web", "linux", 2), deployment("iis", "windows", 1)], "test");
    await eventually(async () => {
      assert.deepEqual(await nodesOfRunning("web"), ["linux-1", "linux-1"]);
      assert.deepEqual(await nodesOfRunning("iis"), ["win-1"]);
    });
    const [pod] = await podsOf("iis");
    assert.equal(pod?.status.conditions?.find(({ type }) => type === "Ready")?.status, "True");
  });

  it("leaves a pod that no node can take pending", async () => {
    const lost = deployment("lost", "windows", 1);
    const spec = lost["spec"] as { template: { spec: { tolerations: unknown } } };
    spec.template.spec.tolerations = [];
    await applyObjects(client, [lost], "test");
    await eventually(async () => {
      const [pod] = await podsOf("lost");
      assert.equal(pod?.status.phase, "Pending");
      assert.equal(pod.status.conditions?.find(({ type }) => type === "PodScheduled")?.status, "False");
    });
    await client.delete(`${DEPLOYMENTS}/lost`);
  });

  it("completes the pods of Jobs", async () => {
    const { spec } = deployment("once", "linux", 1) as unknown as {
      spec: { template: { spec: Record<string, unknown> } };
    };
    const template = { spec: { ...spec.template.spec, restartPolicy: "Never" } };
    await applyObjects(
      client,
      [{ apiVersion: "batch/v1", kind: "Job", metadata: { name: "once" }, spec: { template } }],
      "test",
    );
    await eventually(async () => {
      const job = await client.get("/apis/batch/v1/namespaces/default/jobs/once");
      assert.equal((job["status"] as { succeeded?: number }).succeeded, 1);
    });
  });

  it("does not drain a node against a PodDisruptionBudget, and names it", async () => {
    await client.create(BUDGETS, {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name: "iis" },
      spec: { minAvailable: 1, selector: { matchLabels: { app: "iis" } } },
    });
    await eventually(async () => {
      const budget = await client.get(`${BUDGETS}/iis`);
      assert.equal((budget["status"] as { currentHealthy?: number }).currentHealthy, 1);
    });
    const [pod] = await podsOf("iis");
    await assert.rejects(
      drain(client, "win-1", { timeoutMilliseconds: 600, retryMilliseconds: 100 }),
      (error) => {
        assert.ok(error instanceof DrainTimeoutError);
        assert.deepEqual(error.blockers, [
          {
            pod: `default/${pod?.metadata.name ?? ""}`,
            reason: "The disruption budget iis needs 1 healthy pods and has 1 currently",
          },
        ]);
        assert.match(error.message, /^Node win-1 could not be drained within 0\.6 s, 1 left: default\/iis-/);
        return true;
      },
    );
    assert.deepEqual(await nodesOfRunning("iis"), ["win-1"]);
    assert.equal((await client.get<Node>("/api/v1/nodes/win-1")).spec.unschedulable, true);
  });

  it("replaces a node once the budget allows it: the new one first, then drain, then removal", async () => {
    await client.patch(`${DEPLOYMENTS}/iis`, Patch.merge, { spec: { replicas: 2 } });
    await replaceNode(client, "win-1", windowsMachine("win-2"), { timeoutMilliseconds: 30_000 });
    assert.equal(await client.find("/api/v1/nodes/win-1"), undefined);
    await eventually(async () => {
      assert.deepEqual(await nodesOfRunning("iis"), ["win-2", "win-2"]);
    });
  });

  it("takes labels and taints away that are no longer asked for, and keeps those of others", async () => {
    await client.patch("/api/v1/nodes/win-2", Patch.merge, {
      metadata: { labels: { "team.example.com/a": "b" } },
    });
    await applyNodes(client, [{ ...windowsMachine("win-2"), labels: { tier: "gold" }, taints: [] }]);
    const node = await client.get<Node>("/api/v1/nodes/win-2");
    const { pool, tier, "team.example.com/a": team } = node.metadata.labels ?? {};
    assert.deepEqual({ pool, tier, team }, { pool: undefined, tier: "gold", team: "b" });
    assert.deepEqual(node.spec.taints ?? [], []);
  });

  it("shows an upgraded machine's new kubelet and build", async () => {
    const upgraded = {
      ...windowsMachine("win-2"),
      kubeletVersion: "v1.35.6",
      kernelVersion: "10.0.20348.4711",
    };
    await applyNodes(client, [upgraded]);
    const { nodeInfo } = (await client.get<NodeWithInfo>("/api/v1/nodes/win-2")).status;
    assert.equal(nodeInfo["kubeletVersion"], "v1.35.6");
    assert.equal(nodeInfo["kernelVersion"], "10.0.20348.4711");
  });

  it("forgets what ran on a node that is removed", async () => {
    await client.delete(`${DEPLOYMENTS}/iis`, { propagationPolicy: "Orphan" });
    await removeNode(client, "win-2");
    await removeNode(client, "win-2");
    await eventually(async () => {
      assert.deepEqual(await nodesOfRunning("iis"), []);
    });
  });

  it("leaves no process and no file behind when it is deleted", async () => {
    assert.equal(processesNaming(home.root).length, 5);
    await deleteControlPlane(home, "hybrid");
    assert.deepEqual(processesNaming(home.root), []);
    assert.equal(fs.existsSync(controlPlane.folder), false);
    assert.equal(findControlPlane(home, "hybrid"), undefined);
    assert.deepEqual(listControlPlanes(home), []);
  });
});
