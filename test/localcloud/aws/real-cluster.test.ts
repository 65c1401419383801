import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createResource, openAws } from "../../../localcloud/aws";
import { KubernetesClusters } from "../../../localcloud/clouds/kubernetes-clusters";
import { resolveHome } from "../../../localcloud/home";
import type { KubernetesObject } from "../../../localcloud/kubernetes";
import { listControlPlanes } from "../../../localcloud/kubernetes";
import { World, region, types } from "./world";

interface Pod extends KubernetesObject {
  readonly spec?: object;
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly { readonly type: string; readonly message?: string }[];
  };
}

const pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "default" },
  spec: {
    nodeSelector: { "kubernetes.io/os": "windows" },
    containers: [{ name: "web", image: "mcr.microsoft.com/windows/servercore:ltsc2022" }],
  },
};

describe("EKS on a real control plane", function () {
  // Building Kubernetes for the first time takes minutes.
  this.timeout(900_000);
  const world = new World();
  const home = resolveHome({ MULLION_HOME: world.folder });
  const clusters = new KubernetesClusters(home, "eks");
  const cloud = openAws(home.awsDb, clusters, { now: () => world.now, timeScale: 0 });
  const create = (type: string, requested: Parameters<World["create"]>[1]) =>
    createResource(cloud, { type, region }, requested);

  after(async () => {
    for (const { id } of listControlPlanes(home)) await clusters.remove(id);
    cloud.store.close();
    world.close();
  });

  it("leaves a Windows pod Pending for want of an address, until IPAM is on", async () => {
    // Roles and network are made in the same file, without a cluster behind them.
    await world.withNetwork();
    await world.role("cluster", "eks.amazonaws.com", [
      "AmazonEKSClusterPolicy",
      "AmazonEKSVPCResourceController",
    ]);
    await world.role("windows", "ec2.amazonaws.com", ["AmazonEKSWorkerNodePolicy"]);
    await create(types.cluster, world.cluster({ version: "1.36" }));
    await create(types.nodeGroup, world.group("win", { amiType: "WINDOWS_CORE_2022_x86_64" }));
    const [running] = listControlPlanes(home);
    assert.ok(running !== undefined);
    const client = running.client();
    const path = "/api/v1/namespaces/default/pods/web";
    const until = async (reached: (found: Pod | undefined) => boolean): Promise<Pod | undefined> => {
      const deadline = Date.now() + 60_000;
      for (;;) {
        const found = await client.find<Pod>(path);
        if (reached(found) || Date.now() > deadline) return found;
        await sleep(100);
      }
    };
    try {
      // The API server takes up a new admission policy a moment after it was made.
      for (let attempt = 0; attempt < 100; attempt += 1) {
        await clusters.apply(running.id, [pod]);
        const made = JSON.stringify((await client.find<Pod>(path))?.spec ?? {});
        if (made.includes("vpc.amazonaws.com/PrivateIPv4Address")) break;
        await client.delete(path, { gracePeriodSeconds: 0 });
        await sleep(200);
      }
      const waiting = await until(
        (found) => found?.status?.conditions?.some(({ type }) => type === "PodScheduled") === true,
      );
      assert.equal(waiting?.status?.phase, "Pending");
      assert.match(
        JSON.stringify(waiting.status.conditions),
        /Insufficient vpc\.amazonaws\.com\/PrivateIPv4Address/,
      );
      const addon = {
        clusterName: "shop",
        addonName: "vpc-cni",
        configurationValues: '{"enableWindowsIpam":"true"}',
      };
      await create(types.addon, addon);
      assert.equal((await until((found) => found?.status?.phase === "Running"))?.status?.phase, "Running");
    } finally {
      client.close();
    }
  });
});
