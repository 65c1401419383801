import assert from "node:assert/strict";
import * as net from "node:net";
import type { AddressInfo } from "node:net";
import { serveFleet } from "../../../fleet/serve";
import { cluster, fleet, StillFleet } from "../fixtures";

function serve(
  over: { readonly host?: string; readonly port?: number } = {},
  live = new StillFleet(fleet(cluster())),
) {
  return serveFleet({ fleet: live, host: "127.0.0.1", port: 0, warn: (line) => assert.fail(line), ...over });
}

describe("the server", () => {
  it("listens on this machine and says where", async () => {
    const server = await serve({ host: "localhost" });
    try {
      assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
      assert.match(await (await fetch(server.url)).text(), /<h1>Fleet<\/h1>/);
    } finally {
      await server.close();
    }
  });

  it("ends with all its streams open, and with nobody listening to the fleet", async () => {
    const live = new StillFleet(fleet(cluster()));
    const server = await serve({}, live);
    const stream = await fetch(`${server.url}events?at=/`);
    const reader = stream.body?.getReader();
    await reader?.read();
    assert.equal(live.listeners.size, 1);
    await server.close();
    assert.equal(live.listeners.size, 0);
    await assert.rejects(fetch(server.url));
    await reader?.cancel().catch(() => undefined);
  });

  it("does not listen for everybody without sign-in", async () => {
    await assert.rejects(serve({ host: "0.0.0.0" }), /--host 0\.0\.0\.0: without sign-in everybody/);
  });

  it("says what to do where the port is taken", async () => {
    const taken = net.createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    try {
      await assert.rejects(serve({ port }), {
        name: "InputError",
        message: new RegExp(
          `^--host 127\\.0\\.0\\.1 --port ${String(port)}: cannot listen there: .*EADDRINUSE.*choose another`,
        ),
      });
    } finally {
      taken.close();
    }
  });
});
