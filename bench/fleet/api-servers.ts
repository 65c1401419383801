import { ApiServer } from "../../test/fleet/api-server";
import { nodeObject, onWindows, podObject } from "../../test/fleet/objects";
import type { PropertyMap } from "../../localcloud/wire/values";

/** What a Pod object carries besides what is kept: as much as real ones do. */
const ballast = {
  managedFields: Array.from({ length: 4 }, (_, i) => ({
    manager: `m${String(i)}`,
    fieldsV1: { text: "f".repeat(1200) },
  })),
};

function nodes(count: number): readonly PropertyMap[] {
  return Array.from({ length: count }, (_, i) => {
    const os = i % 4 === 0 ? "linux" : "windows";
    const object = nodeObject({
      name: `node-${String(i)}`,
      os,
      labels: { "mullion/pool": `${os}-${String(i % 8)}` },
    });
    return {
      ...object,
      status: {
        ...(object["status"] as PropertyMap),
        images: Array.from({ length: 30 }, () => "i".repeat(200)),
      },
    };
  });
}

function pods(count: number, perCluster: string, nodeCount: number): readonly PropertyMap[] {
  return Array.from({ length: count }, (_, i) => {
    // Random endings, as names of pods have them: no two strings of the fleet are the same.
    const name = `web-${perCluster}-${String(i)}-${Math.random().toString(36).slice(2, 12)}`;
    const lost = i % 500 === 0 ? { scheduler: "0/200 nodes are available: 200 Insufficient memory. x" } : {};
    const object = podObject({
      name,
      node: lost.scheduler === undefined ? `node-${String(i % nodeCount)}` : "",
      spec: onWindows,
      ...lost,
    });
    return { ...object, metadata: { ...(object["metadata"] as PropertyMap), ...ballast } };
  });
}

async function main(): Promise<void> {
  const size = JSON.parse(process.argv[2] ?? "{}") as {
    readonly clusters: number;
    readonly nodes: number;
    readonly pods: number;
  };
  const servers: ApiServer[] = [];
  for (let i = 0; i < size.clusters; i++) {
    const server = await ApiServer.start();
    server.lists.set("/api/v1/nodes", nodes(size.nodes));
    server.lists.set("/api/v1/pods", pods(size.pods, String(i), size.nodes));
    servers.push(server);
  }
  process.send?.(servers.map(({ address }) => address));
  process.on("message", () => {
    for (const server of servers)
      server.tell("/api/v1/pods", "MODIFIED", podObject({ name: "changed", spec: onWindows }));
  });
}

void main();
