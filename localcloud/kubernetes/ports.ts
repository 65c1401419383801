import * as crypto from "node:crypto";
import * as net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Ports that no Linux, macOS or Windows hands out for outgoing connections by itself (theirs begin at 32768 and
 * 49152), so that a stopped cluster most likely finds its port free when it is started again.
 *
 * @see https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html (ip_local_port_range)
 */
const FIRST = 20_000;
const LAST = 31_999;

/** A TCP port of the loopback interface that nobody listens on now. Somebody may by the time that it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = crypto.randomInt(FIRST, LAST + 1);
    if (await isFree(port)) return port;
  }
}

/** Whether nobody listens on a port; a process that has just been killed is given a moment to let go of it. */
export async function becomesFree(port: number, timeoutMilliseconds = 1000): Promise<boolean> {
  const deadline = Date.now() + timeoutMilliseconds;
  for (;;) {
    if (await isFree(port)) return true;
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => {
      resolve(false);
    });
    server.listen(port, "127.0.0.1", () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
