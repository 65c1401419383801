import * as assert from "node:assert/strict";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { ApiClient } from "../../../../../localcloud/providers/kubernetes/api/client";
import { Cluster } from "../../../../../localcloud/providers/kubernetes/api/cluster";
import {
  NoMatchError,
  StatusError,
  UnreachableError,
} from "../../../../../localcloud/providers/kubernetes/api/errors";
import { Informer, InformerPool } from "../../../../../localcloud/providers/kubernetes/api/informer";
import { nameOf } from "../../../../../localcloud/providers/kubernetes/objects/metadata";

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** A server whose answers the test decides. */
async function serverOf(handler: Handler) {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = new ApiClient({
    server: new URL(`http://127.0.0.1:${port}`),
    insecure: false,
    token: () => "Bearer t",
  });
  const close = () => {
    client.close();
    server.closeAllConnections();
    server.close();
  };
  return { client, close };
}

function json(
  response: http.ServerResponse,
  body: unknown,
  code = 200,
  headers: http.OutgoingHttpHeaders = {},
): void {
  response.writeHead(code, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

const object = (name: string) => ({ metadata: { name, uid: name, resourceVersion: "2" } });
const list = (...names: string[]) => ({
  kind: "ConfigMapList",
  apiVersion: "v1",
  metadata: { resourceVersion: "1" },
  items: names.map(object),
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(condition());
}

describe("the API client", () => {
  it("sends query, body and token, and answers the object", async () => {
    const seen: unknown[] = [];
    const { client, close } = await serverOf((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        seen.push(
          request.method,
          request.url,
          request.headers.authorization,
          request.headers["content-type"],
          body,
        );
        json(response, { kind: "X" });
      });
    });
    const request = {
      method: "PATCH",
      path: "/a",
      query: { dryRun: undefined, force: false },
      body: { b: 1 },
      contentType: "c/d",
    } as const;
    assert.deepEqual(await client.request(request), { kind: "X" });
    assert.deepEqual(seen, ["PATCH", "/a?force=false", "Bearer t", "c/d", '{"b":1}']);
    close();
  });

  it("throws what the server says, with its causes", async () => {
    const details = { kind: "things", causes: [{ reason: "FieldValueRequired", field: "spec.x" }] };
    const { client, close } = await serverOf((_, response) => {
      json(response, { code: 422, reason: "Invalid", message: "no good", details }, 422);
    });
    await assert.rejects(client.get("/"), (error) => {
      assert.ok(error instanceof StatusError);
      const { code, reason, message, kind, causes } = error;
      assert.deepEqual(
        { code, reason, message, kind, causes },
        { code: 422, reason: "Invalid", message: "no good", ...details },
      );
      return true;
    });
    close();
  });

  it("says in the words of client-go that the login failed, or that nobody answers", async () => {
    const { client, close } = await serverOf((_, response) => {
      json(response, { message: "Unauthorized" }, 401);
    });
    await assert.rejects(
      client.get("/"),
      /^StatusError: the server has asked for the client to provide credentials$/,
    );
    close();
    const dead = new ApiClient({ server: new URL("http://127.0.0.1:9"), insecure: false });
    await assert.rejects(dead.get("/version"), (error) => {
      assert.ok(error instanceof UnreachableError);
      assert.equal(
        error.message,
        'Get "http://127.0.0.1:9/version": dial tcp 127.0.0.1:9: connect: connection refused',
      );
      return true;
    });
  });

  it("comes again when the server asks for it", async () => {
    let calls = 0;
    const { client, close } = await serverOf((_, response) => {
      if (++calls < 3)
        json(response, { message: "storage is (re)initializing" }, 429, { "retry-after": "0" });
      else json(response, { kind: "X" });
    });
    assert.deepEqual(await client.get("/"), { kind: "X" });
    assert.equal(calls, 3);
    close();
  });
});

describe("a cluster", () => {
  const resources = [
    { name: "configmaps", kind: "ConfigMap", namespaced: true },
    { name: "configmaps/status", kind: "ConfigMap", namespaced: true },
    { name: "namespaces", kind: "Namespace", namespaced: false },
  ];

  it("finds the paths of kinds, once", async () => {
    let calls = 0;
    const { client, close } = await serverOf((_, response) => {
      calls++;
      json(response, { resources });
    });
    const cluster = new Cluster(client);
    const core = { group: "", version: "v1" };
    assert.equal(
      await cluster.pathOf({ ...core, kind: "ConfigMap" }, "a"),
      "/api/v1/namespaces/a/configmaps",
    );
    assert.equal(
      await cluster.pathOf({ ...core, kind: "ConfigMap" }, ""),
      "/api/v1/namespaces/default/configmaps",
    );
    assert.equal(await cluster.pathOf({ ...core, kind: "Namespace" }, "a"), "/api/v1/namespaces");
    assert.equal(calls, 1);
    close();
  });

  it("asks again for a kind that was not there", async () => {
    let served: unknown[] = [];
    const { client, close } = await serverOf((_, response) => {
      json(response, { resources: served });
    });
    const cluster = new Cluster(client);
    const thing = { group: "example.com", version: "v1", kind: "Thing" };
    await assert.rejects(cluster.find(thing), (error) => {
      assert.ok(error instanceof NoMatchError);
      assert.equal(error.message, 'no matches for kind "Thing" in version "example.com/v1"');
      return true;
    });
    served = [{ name: "things", kind: "Thing", namespaced: true }];
    assert.equal((await cluster.find(thing)).plural, "things");
    close();
  });
});

describe("an informer", () => {
  it("has the list, follows the watch and starts over when its version is too old", async () => {
    let lists = 0;
    const { client, close } = await serverOf((request, response) => {
      const url = new URL(request.url ?? "", "http://x");
      if (!url.searchParams.has("watch")) {
        json(response, ++lists === 1 ? list("a", "b") : list("c"));
        return;
      }
      response.writeHead(200);
      if (lists > 1) return;
      response.write(`${JSON.stringify({ type: "DELETED", object: object("a") })}\n`);
      response.end(`${JSON.stringify({ type: "ERROR", object: { code: 410 } })}\n`);
    });
    const informer = new Informer(client, "/list", {});
    const events: string[] = [];
    await informer.synced;
    assert.deepEqual(informer.current().map(nameOf), ["a", "b"]);
    assert.equal(informer.current()[0]?.["kind"], "ConfigMap");
    informer.listen(({ type, object: item }) => events.push(`${type} ${nameOf(item)}`));
    await until(() => events.length === 3);
    assert.deepEqual(informer.current().map(nameOf), ["c"]);
    assert.deepEqual(events, ["DELETED a", "DELETED b", "ADDED c"]);
    informer.stop();
    close();
  });

  it("opens the watch again when it ends, from where it was", async () => {
    const versions: (string | null)[] = [];
    const { client, close } = await serverOf((request, response) => {
      const url = new URL(request.url ?? "", "http://x");
      if (!url.searchParams.has("watch")) {
        json(response, list());
        return;
      }
      versions.push(url.searchParams.get("resourceVersion"));
      response.writeHead(200);
      if (versions.length === 1) response.end(`${JSON.stringify({ type: "ADDED", object: object("a") })}\n`);
    });
    const informer = new Informer(client, "/list", {});
    await informer.synced;
    await until(() => versions.length === 2);
    assert.deepEqual(versions, ["1", "2"]);
    informer.stop();
    close();
  });

  it("fails when the server refuses the list", async () => {
    const { client, close } = await serverOf((_, response) => {
      json(response, { message: "forbidden" }, 403);
    });
    await assert.rejects(new Informer(client, "/list", {}).synced, /^StatusError: forbidden$/);
    close();
  });

  it("is shared by those who watch the same, and ends with the last of them", async () => {
    let lists = 0;
    const { client, close } = await serverOf((request, response) => {
      if (request.url?.includes("watch") === true) response.writeHead(200).flushHeaders();
      else json(response, (lists++, list("a")));
    });
    const pool = new InformerPool(client);
    const [first, second] = [pool.acquire("/x"), pool.acquire("/x")];
    assert.equal(first.informer, second.informer);
    await first.informer.synced;
    first.release();
    first.release();
    const third = pool.acquire("/x");
    assert.equal(third.informer, first.informer);
    assert.equal(lists, 1);
    second.release();
    third.release();
    const fresh = pool.acquire("/x");
    assert.notEqual(fresh.informer, first.informer);
    fresh.release();
    close();
  });
});
