import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { fleetApp } from "../../../fleet/serve/app";
import { streamChanges } from "../../../fleet/serve/live";
import type { LiveOptions } from "../../../fleet/serve/live";
import { cluster, fleet, pod, StillFleet } from "../fixtures";

const quick = { pause: 1, heartbeat: 60_000 };

/** Pieces of a stream as they come. */
class Reader {
  readonly #reader: ReadableStreamDefaultReader<string>;
  constructor(response: Response) {
    assert.ok(response.body !== null);
    this.#reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next piece; `undefined` when the stream has ended. */
  async next(): Promise<string | undefined> {
    const { value, done } = await this.#reader.read();
    return done ? undefined : value;
  }

  async leave(): Promise<void> {
    await this.#reader.cancel();
  }
}

function site(pace: LiveOptions["pace"] = quick) {
  const live = new StillFleet(fleet(cluster({ name: "dev" }), cluster()));
  const closing = new AbortController();
  const app = fleetApp({ fleet: live, closing: closing.signal, warn: (line) => assert.fail(line), pace });
  const headers = { host: "localhost" };
  const follow = async (at: string) =>
    new Reader(await app.request(`http://localhost/events?at=${encodeURIComponent(at)}`, { headers }));
  const digestOf = async (path: string) => {
    const text = await (await app.request(`http://localhost${path}`, { headers })).text();
    return /data-digest="([^"]*)"/.exec(text)?.[1] ?? assert.fail("no digest");
  };
  return { live, closing, follow, digestOf };
}

const changed = fleet(
  cluster({ name: "dev" }),
  cluster({ pods: [pod({ status: "CrashLoopBackOff", healthy: false })] }),
);

describe("the stream of changes", () => {
  it("says at once what the page is, and again when it is another one", async () => {
    const { live, follow, digestOf } = site();
    const stream = await follow("/clusters/prod/pods?q=web");
    const before = await digestOf("/clusters/prod/pods?q=web");
    assert.equal(await stream.next(), `event: digest\ndata: ${before}\n\n`);
    live.change(changed, "prod");
    const after = await digestOf("/clusters/prod/pods?q=web");
    assert.notEqual(after, before);
    assert.equal(await stream.next(), `event: digest\ndata: ${after}\n\n`);
    await stream.leave();
  });

  it("does not say anew what a page shows already", async () => {
    const { live, follow } = site();
    const stream = await follow("/clusters/prod/nodes");
    await stream.next();
    const [dev, prod] = changed.clusters;
    assert.ok(dev !== undefined && prod !== undefined);
    live.change(fleet(dev, { ...prod, pods: [{ ...pod(), restarts: 3 }] }), "prod");
    assert.equal(await stream.next(), ": still here\n\n");
    await stream.leave();
  });

  it("of a page about one cluster sleeps while another one changes", async () => {
    const { live, follow, digestOf } = site();
    const stream = await follow("/clusters/prod/pods");
    await stream.next();
    let heard = false;
    const next = stream.next().then((piece) => {
      heard = true;
      return piece;
    });
    live.change(changed, "dev");
    await sleep(30);
    assert.equal(heard, false);
    live.change(changed, "prod");
    assert.equal(await next, `event: digest\ndata: ${await digestOf("/clusters/prod/pods")}\n\n`);
    await stream.leave();
  });

  it("shows now and then that it is alive", async () => {
    const { follow } = site({ pause: 1, heartbeat: 5 });
    const stream = await follow("/");
    await stream.next();
    assert.equal(await stream.next(), ": still here\n\n");
    await stream.leave();
  });

  it("stops listening when somebody leaves, and when the server ends", async () => {
    const { live, closing, follow } = site();
    const [stays, leaves] = [await follow("/"), await follow("/calendar")];
    await stays.next();
    await leaves.next();
    assert.equal(live.listeners.size, 2);
    await leaves.leave();
    await until(() => live.listeners.size === 1);
    closing.abort();
    await until(() => live.listeners.size === 0);
    assert.equal(await stays.next(), undefined);
  });

  it("rests the longer the more work a page is", async () => {
    const live = new StillFleet(fleet());
    const begun: number[] = [];
    const closing = new AbortController();
    const end = streamChanges(deaf, {
      fleet: live,
      person: { sight: [], isSignedIn: () => true },
      digest: async () => {
        begun.push(performance.now());
        live.change(fleet(), "prod");
        await sleep(20);
        return "";
      },
      closing: closing.signal,
      pace: quick,
    });
    await until(() => begun.length === 2);
    closing.abort();
    await end;
    const [first = 0, second = 0] = begun;
    assert.ok(second - first >= 200, `only ${String(second - first)} ms`);
  });

  it("ends as soon as somebody is no longer signed in, and says nothing more", async () => {
    const live = new StillFleet(fleet());
    let signedIn = true;
    const said: string[] = [];
    const stream = {
      onAbort: () => undefined,
      writeSSE: ({ event, data }: { readonly event: string; readonly data: string }) => {
        said.push(`${event} ${data}`);
        return Promise.resolve();
      },
      write: (text: string) => Promise.reject(new Error(`nothing else is said: ${text}`)),
    };
    let digests = 0;
    const end = streamChanges(stream, {
      fleet: live,
      person: { sight: [], isSignedIn: () => signedIn },
      digest: () => Promise.resolve(`digest-${String(++digests)}`),
      closing: new AbortController().signal,
      pace: quick,
    });
    await until(() => said.length === 1);
    signedIn = false;
    live.change(fleet(), "prod");
    await end;
    assert.deepEqual(said, ["digest digest-1", "ended sign-in"]);
    assert.equal(digests, 1);
    assert.equal(live.listeners.size, 0);
  });
});

/** A stream that nobody reads. */
const deaf = { onAbort: () => undefined, write: () => Promise.resolve(), writeSSE: () => Promise.resolve() };

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(1);
}
