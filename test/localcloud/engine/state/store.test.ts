import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Checkpoint } from "../../../../localcloud/engine/state/checkpoint";
import { newState, type ResourceState } from "../../../../localcloud/engine/state/resource";
import { StackStore } from "../../../../localcloud/engine/state/store";

const box = (name: string, more: Partial<ResourceState> = {}): ResourceState => ({
  ...newState({ urn: `urn:pulumi:dev::p::a:b:C::${name}`, type: "a:b:C", custom: true, id: name }),
  ...more,
});

describe("the state of a stack at the end of a run", function () {
  this.timeout(60_000);
  let backend: string;

  beforeEach(() => {
    backend = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-store-"));
  });

  afterEach(() => {
    fs.rmSync(backend, { recursive: true });
  });

  const load = (): Promise<Checkpoint> => Checkpoint.load(backend, "p", "dev", "secret");

  it("refers to nothing that has left it", async () => {
    const first = await load();
    const { urn } = box("a");
    const needs = { dependencies: [urn], parent: urn, propertyDependencies: { size: [urn], rest: [] } };
    first.save({ resources: [box("a"), box("b", needs)], pendingOperations: [] }, backend);
    const checkpoint = await load();
    const store = new StackStore(checkpoint, backend, false);
    const [a] = checkpoint.loaded.resources;
    assert.ok(a !== undefined);
    store.snapshot.remove(a);
    store.save();
    const [b, ...rest] = (await load()).loaded.resources;
    assert.deepEqual(rest, []);
    assert.deepEqual([b?.id, b?.dependencies, b?.parent, b?.propertyDependencies], ["b", [], "", {}]);
  });

  it("keeps the state before it as a backup, and no journal", async () => {
    const first = await load();
    first.save({ resources: [box("a")], pendingOperations: [] }, backend);
    const before = fs.readFileSync(first.files.state, "utf8");
    const store = new StackStore(await load(), backend, false);
    store.snapshot.add(box("b"));
    assert.ok(fs.existsSync(first.files.journal));
    store.save();
    assert.equal(fs.readFileSync(first.files.backup, "utf8"), before);
    assert.ok(!fs.existsSync(first.files.journal));
  });

  it("is not touched by a preview", async () => {
    const store = new StackStore(await load(), backend, true);
    store.snapshot.add(box("a"));
    store.save();
    assert.deepEqual(fs.readdirSync(backend), []);
  });
});
