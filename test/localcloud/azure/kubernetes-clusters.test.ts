import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { deleteResource, openAzure, postAction, putResource } from "../../../localcloud/azure";
import { KubernetesClusters } from "../../../localcloud/clouds/kubernetes-clusters";
import { objectsAt, textAt } from "../../../localcloud/clouds/json";
import { resolveHome } from "../../../localcloud/home";
import { findControlPlane, listControlPlanes } from "../../../localcloud/kubernetes";
import type { Node } from "../../../localcloud/kubernetes";
import { clusterBody, clusterId, groupId, poolIdOf, windowsPool } from "./world";

describe("azure clusters on real control planes", function () {
  // Building Kubernetes for the first time takes minutes.
  this.timeout(900_000);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-aks-"));
  const home = resolveHome({ MULLION_HOME: root });
  const cloud = openAzure(home.azureDb, new KubernetesClusters(home, "aks"), {
    now: () => new Date("2026-11-23T08:00:00Z"),
    timeScale: 0,
  });

  after(async () => {
    for (const { id } of listControlPlanes(home)) await new KubernetesClusters(home, "aks").remove(id);
    cloud.store.close();
    fs.rmSync(root, { recursive: true, force: true });
  });

  it("makes a cluster with nodes, changes a pool, and leaves nothing behind", async () => {
    await putResource(cloud, groupId, { location: "westeurope" });
    await putResource(cloud, clusterId, clusterBody());
    const [running] = listControlPlanes(home);
    assert.ok(running !== undefined);
    await putResource(cloud, poolIdOf("win22a"), windowsPool());
    const client = running.client();
    const nodes = async () =>
      client.list<Node & { status: { nodeInfo: Record<string, string> } }>("/api/v1/nodes");
    const windows = (await nodes()).filter(({ metadata }) => metadata.name?.startsWith("akswin22a"));
    assert.deepEqual(
      windows.map(({ metadata, status }) => [
        metadata.name,
        status.nodeInfo["kernelVersion"],
        status.nodeInfo["operatingSystem"],
        status.nodeInfo["kubeletVersion"],
      ]),
      [
        ["akswin22a000000", "10.0.20348.3207", "windows", "v1.35.8"],
        ["akswin22a000001", "10.0.20348.3207", "windows", "v1.35.8"],
      ],
    );
    const classes = await client.list("/apis/storage.k8s.io/v1/storageclasses");
    assert.ok(classes.some(({ metadata }) => metadata.name === "managed-csi"));

    await putResource(
      cloud,
      poolIdOf("win22a"),
      windowsPool({ count: 1, nodeTaints: ["os=windows:NoSchedule"], nodeLabels: { team: "a" } }),
    );
    const [left, ...others] = (await nodes()).filter(({ metadata }) =>
      metadata.name?.startsWith("akswin22a"),
    );
    assert.equal(others.length, 0);
    assert.deepEqual(left?.spec.taints, [{ key: "os", value: "windows", effect: "NoSchedule" }]);
    assert.equal(left.metadata.labels?.["team"], "a");

    // As after a reboot: whoever asks for the cluster finds it running again, with what it held.
    await new KubernetesClusters(home, "aks").stop(running.id);
    assert.ok(!(findControlPlane(home, running.id)?.running ?? true));
    const credentials = await postAction(cloud, clusterId, "listClusterUserCredential", {});
    const kubeconfig = Buffer.from(
      textAt(objectsAt(credentials, "kubeconfigs")[0], "value") ?? "",
      "base64",
    ).toString();
    assert.match(kubeconfig, /server: "?https:\/\/127\.0\.0\.1:\d+/);
    assert.ok(findControlPlane(home, running.id)?.running);
    assert.equal((await nodes()).length, 3);
    client.close();

    await deleteResource(cloud, clusterId);
    assert.deepEqual(listControlPlanes(home), []);
    assert.equal(findControlPlane(home, running.id), undefined);
    assert.deepEqual(cloud.store.below(groupId), []);
    for (const pid of Object.values(running.pids)) assert.throws(() => process.kill(pid, 0));
  });
});
