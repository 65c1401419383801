import * as assert from "node:assert/strict";
import { once } from "node:events";
import * as net from "node:net";

import { becomesFree, freePort } from "../../../localcloud/kubernetes/ports";

describe("the port of an API server", () => {
  const listen = async (port: number): Promise<net.Server> => {
    const server = net.createServer().listen(port, "127.0.0.1");
    await once(server, "listening");
    return server;
  };

  it("is free, and below those that systems hand out by themselves", async () => {
    const port = await freePort();
    assert.ok(port >= 20_000 && port < 32_000, String(port));
    (await listen(port)).close();
  });

  it("is waited for when a process that was killed still lets go of it", async () => {
    const port = await freePort();
    const server = await listen(port);
    setTimeout(() => server.close(), 60);
    assert.equal(await becomesFree(port), true);
  });

  it("is given up when somebody else keeps it", async () => {
    const port = await freePort();
    const server = await listen(port);
    assert.equal(await becomesFree(port, 50), false);
    server.close();
  });
});
