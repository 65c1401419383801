import assert from "node:assert/strict";
import fc from "fast-check";
import { follow } from "../../../fleet/cluster/follow";
import { pageSize, readList } from "../../../fleet/cluster/list";
import { ApiClient } from "../../../localcloud/providers/kubernetes/api/client";
import { textAt } from "../../../localcloud/providers/kubernetes/objects/object";
import type { KubeObject } from "../../../localcloud/providers/kubernetes/objects/object";
import { ApiServer } from "../api-server";
import { until } from "../until";

const path = "/api/v1/pods";
const keep = (object: KubeObject) => textAt(object, "metadata", "name");
const object = (name: string) => ({ metadata: { name, uid: name } });

describe("a list that is followed", function () {
  this.timeout(180_000);
  let server: ApiServer;
  let client: ApiClient;
  let ended: AbortController;
  beforeEach(async () => {
    server = await ApiServer.start();
    client = new ApiClient({ server: new URL(server.address), insecure: false });
    ended = new AbortController();
  });
  afterEach(async () => {
    ended.abort();
    client.close();
    await server.close();
  });

  /** Follows the list; what is known, how often it changed, and what failed. */
  function following() {
    const seen = { names: [] as string[], changes: 0, words: 0, errors: [] as unknown[] };
    const done = follow(
      client,
      {
        path,
        keep,
        onChange: (rows) => {
          seen.names = [...rows.values()].sort();
          seen.changes++;
        },
        onSeen: () => seen.words++,
        onError: (error) => seen.errors.push(error),
      },
      ended.signal,
      { firstPauseMs: 10, longestPauseMs: 40 },
    );
    return { seen, done };
  }
  const lists = () => server.askedFor(path).filter(({ query }) => query.get("watch") === null);
  const watches = () => server.askedFor(path).filter(({ query }) => query.get("watch") === "true");

  it("is read in pages, and only what is kept of each object stays", async () => {
    server.lists.set(
      path,
      Array.from({ length: 2 * pageSize + 1 }, (_, i) => object(`p${String(i)}`)),
    );
    const { rows, resourceVersion } = await readList(client, path, keep);
    assert.equal(rows.size, 2 * pageSize + 1);
    assert.equal(resourceVersion, "100");
    assert.deepEqual(
      lists().map(({ query }) => [query.get("limit"), query.get("continue")]),
      [
        ["500", null],
        ["500", "500"],
        ["500", "1000"],
      ],
    );
  });

  it("is begun anew when its pages have expired meanwhile, but not for ever", async () => {
    const gone = { kind: "Status", code: 410, reason: "Expired", message: "too old" };
    server.lists.set(path, [object("a")]);
    server.refusals.set(path, [gone, gone]);
    assert.equal((await readList(client, path, keep)).rows.size, 1);
    server.refusals.set(path, [gone, gone, gone]);
    await assert.rejects(readList(client, path, keep), /too old/);
  });

  it("is watched from the version of the list, with bookmarks, and changes row by row", async () => {
    server.lists.set(path, [object("a")]);
    const { seen } = following();
    await until(() => server.watching(path) === 1);
    assert.deepEqual(seen.names, ["a"]);
    assert.equal(watches()[0]?.query.get("resourceVersion"), "100");
    assert.equal(watches()[0]?.query.get("allowWatchBookmarks"), "true");
    server.tell(path, "ADDED", object("b"));
    await until(() => seen.names.length === 2);
    server.tell(path, "DELETED", object("a"));
    await until(() => seen.names.length === 1);
    assert.deepEqual(seen.names, ["b"]);
  });

  it("goes on from the last bookmark when the server ends the watch, without a new list", async () => {
    const { seen } = following();
    await until(() => server.watching(path) === 1);
    server.tell(path, "BOOKMARK", { metadata: {} });
    await until(() => seen.words === 1);
    assert.equal(seen.changes, 1);
    server.endWatches(path);
    await until(() => watches().length === 2);
    assert.equal(watches()[1]?.query.get("resourceVersion"), "101");
    assert.equal(lists().length, 1);
  });

  it("is read anew when the server has forgotten the version, and that is no failure", async () => {
    const { seen } = following();
    await until(() => server.watching(path) === 1);
    server.lists.set(path, [object("new")]);
    server.tell(path, "ERROR", { kind: "Status", code: 410, message: "too old resource version" });
    server.endWatches(path);
    await until(() => seen.names.includes("new"));
    assert.deepEqual(seen.errors, []);
    server.refusals.set(path, [{ kind: "Status", code: 410, message: "too old" }]);
    server.endWatches(path);
    await until(() => lists().length === 3);
    assert.deepEqual(seen.errors, []);
  });

  it("says what failed, tries again, and forgets rows that are gone by then", async () => {
    server.lists.set(path, [object("a"), object("b")]);
    const { seen } = following();
    await until(() => server.watching(path) === 1);
    server.lists.set(path, [object("b")]);
    server.refusals.set(path, [{ kind: "Status", code: 403, message: "forbidden" }]);
    server.endWatches(path);
    await until(() => seen.names.length === 1);
    assert.deepEqual(seen.names, ["b"]);
    assert.match(String(seen.errors[0]), /forbidden/);
  });

  it("says what failed within a watch, and reads the list anew", async () => {
    const { seen } = following();
    await until(() => server.watching(path) === 1);
    server.tell(path, "ERROR", { kind: "Status", code: 500, message: "etcd is full" });
    server.endWatches(path);
    await until(() => lists().length === 2);
    assert.match(String(seen.errors[0]), /etcd is full/);
  });

  it("pauses longer and longer while nobody answers", async () => {
    await server.close();
    const { seen } = following();
    await until(() => seen.errors.length >= 4);
    assert.ok(seen.changes === 0);
    server = await ApiServer.start();
  });

  it("is what the server has, whatever happens in between", async () => {
    const name = fc.constantFrom("a", "b", "c", "d");
    const step = fc.oneof(
      fc.record({ kind: fc.constantFrom("put", "drop"), name, missed: fc.boolean() }),
      fc.record({ kind: fc.constantFrom("end", "refuse"), name, missed: fc.constant(false) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        server.lists.set(path, []);
        const own = new AbortController();
        let names: readonly string[] = ["not yet"];
        const onChange = (rows: ReadonlyMap<string, string>) => (names = [...rows.values()].sort());
        const nothing = () => undefined;
        const list = { path, keep, onChange, onSeen: nothing, onError: nothing };
        const done = follow(client, list, own.signal, { firstPauseMs: 1, longestPauseMs: 2 });
        const there = new Set<string>();
        for (const { kind, name: which, missed } of steps) {
          await until(() => server.watching(path) === 1);
          if (kind === "refuse") server.refusals.set(path, [{ kind: "Status", code: 500, message: "no" }]);
          if (kind === "end" || kind === "refuse") {
            server.endWatches(path);
            continue;
          }
          if (kind === "put") there.add(which);
          else there.delete(which);
          server.lists.set(path, [...there].map(object));
          // What a watcher misses, the server tells it by forgetting its version.
          if (missed) server.tell(path, "ERROR", { kind: "Status", code: 410, message: "too old" });
          else server.tell(path, kind === "put" ? "ADDED" : "DELETED", object(which));
          if (missed) server.endWatches(path);
        }
        await until(() => names.join() === [...there].sort().join());
        own.abort();
        await done;
        await until(() => server.watching(path) === 0);
      }),
      { numRuns: 25 },
    );
  });

  it("ends with the signal, its watch too", async () => {
    const { done } = following();
    await until(() => server.watching(path) === 1);
    ended.abort();
    await done;
    await until(() => server.watching(path) === 0);
  });
});
