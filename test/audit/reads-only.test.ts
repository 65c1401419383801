import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";
import { auditCluster, liveKinds } from "../../audit";
import { readLiveCluster } from "../../cli/audit/read-cluster";

const canary = "canary-token-5d1c";

describe("reading a live cluster for an audit", () => {
  const requests: string[] = [];
  let server: http.Server;
  let kubeconfig: string;
  let folder: string;

  before(async () => {
    server = http.createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "", "http://localhost");
      requests.push(`${request.method ?? ""} ${pathname}`);
      const refused = pathname.endsWith("/cronjobs");
      response.writeHead(refused ? 403 : 200, { "content-type": "application/json" });
      const status = { kind: "Status", status: "Failure", code: 403, reason: "Forbidden", message: "no" };
      const answer = pathname === "/version" ? { gitVersion: "v1.36.3" } : { items: [] };
      response.end(JSON.stringify(refused ? status : answer));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-audit-"));
    kubeconfig = path.join(folder, "config");
    const named = { name: "c" };
    fs.writeFileSync(
      kubeconfig,
      stringify({
        "current-context": "c",
        contexts: [{ ...named, context: { cluster: "c", user: "c" } }],
        clusters: [{ ...named, cluster: { server: `http://127.0.0.1:${String(port)}` } }],
        users: [{ ...named, user: { token: canary } }],
      }),
    );
  });
  after(() => {
    server.close();
    fs.rmSync(folder, { recursive: true });
  });

  it("sends nothing but GET, and asks for no Secret", async () => {
    const cluster = await readLiveCluster(kubeconfig);
    assert.ok(requests.length >= liveKinds.length + 2);
    assert.deepEqual(
      requests.filter((request) => !request.startsWith("GET ")),
      [],
    );
    assert.deepEqual(
      requests.filter((request) => /secrets|configmaps/.test(request)),
      [],
    );
    assert.deepEqual(cluster.refused, ["CronJob"]);
    assert.ok(!JSON.stringify(auditCluster(cluster, "2026-11-23")).includes(canary));
  });

  it("says in one line that nobody answers", async () => {
    const text = fs.readFileSync(kubeconfig, "utf8").replace(/127\.0\.0\.1:\d+/, "127.0.0.1:9");
    const dead = path.join(folder, "dead");
    fs.writeFileSync(dead, text);
    await assert.rejects(readLiveCluster(dead), (error: Error) => {
      return (
        /does not answer/.test(error.message) &&
        !error.message.includes("\n") &&
        !error.message.includes(canary)
      );
    });
  });
});
