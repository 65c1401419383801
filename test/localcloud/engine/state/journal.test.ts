import assert from "node:assert/strict";
import fc from "fast-check";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { StateCodec } from "../../../../localcloud/engine/state/encode";
import { Journal, replayJournal, type RecordedState } from "../../../../localcloud/engine/state/journal";
import { newState, type ResourceState } from "../../../../localcloud/engine/state/resource";
import { Snapshot } from "../../../../localcloud/engine/state/snapshot";

const codec = new StateCodec({ salt: "", encrypt: (text) => text, decrypt: (text) => text });
const box = (name: string, id = name): ResourceState =>
  newState({ urn: `urn:pulumi:dev::p::a:b:C::${name}`, type: "a:b:C", custom: true, id });

/** What a run does to the state, as far as the journal is concerned. */
type Act = "add" | "remove" | "change" | "begin" | "end";

describe("the journal", () => {
  let file: string;

  beforeEach(() => {
    file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "mullion-journal-")), "dev.journal");
  });

  afterEach(() => {
    fs.rmSync(path.dirname(file), { recursive: true });
  });

  const base: RecordedState = { resources: [box("a"), box("b"), box("c")], pendingOperations: [] };

  it("gives back, after any course of a run, the state that the run had", async () => {
    const acts = fc.array(fc.constantFrom<Act>("add", "remove", "change", "begin", "end"), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(acts, async (course) => {
        // Changes are made to the objects themselves: each course has its own.
        const resources = base.resources.map((state) => ({ ...state }));
        const journal = new Journal(file, "digest", codec);
        const snapshot = new Snapshot(resources, [], journal);
        const ends: (() => void)[] = [];
        for (const [at, act] of course.entries()) {
          const old = resources[at % resources.length];
          if (act === "add") snapshot.add(box(`new-${at}`));
          else if (act === "begin") ends.push(await snapshot.begin("creating", box(`begun-${at}`)));
          else if (act === "end") ends.shift()?.();
          else if (old !== undefined && act === "remove") snapshot.remove(old);
          else if (old !== undefined) {
            old.delete = true;
            snapshot.change(old);
          }
        }
        journal.close();
        assert.deepEqual(replayJournal(file, "digest", codec, base), snapshot.state());
      }),
      { numRuns: 60 },
    );
  });

  it("gives back a state of the run's past when it was cut off in the middle of a line", async () => {
    const journal = new Journal(file, "digest", codec);
    const snapshot = new Snapshot(base.resources, [], journal);
    snapshot.add(box("d"));
    await snapshot.begin("creating", box("e"));
    journal.close();
    const text = fs.readFileSync(file, "utf8");
    const seen = new Set<string>();
    for (let length = 0; length <= text.length; length++) {
      fs.writeFileSync(file, text.slice(0, length));
      const { resources, pendingOperations } = replayJournal(file, "digest", codec, base);
      seen.add(
        `${resources.map(({ id }) => id).join("")} ${pendingOperations.map(({ resource }) => resource.id).join("")}`,
      );
    }
    assert.deepEqual([...seen], ["abc ", "dabc ", "dabc e"]);
  });

  it("counts up to a line that is damaged, and not beyond", () => {
    const journal = new Journal(file, "digest", codec);
    for (const [at, name] of ["d", "e", "f"].entries())
      journal.append({ kind: "new", at, resource: box(name) });
    journal.close();
    const [header = "", first = "", second = "", ...rest] = fs.readFileSync(file, "utf8").split("\n");
    fs.writeFileSync(file, [header, first, second.slice(0, -5), ...rest].join("\n"));
    const { resources } = replayJournal(file, "digest", codec, base);
    assert.deepEqual(
      resources.map(({ id }) => id),
      ["d", "a", "b", "c"],
    );
  });

  it("is void when it goes on from another checkpoint", () => {
    const journal = new Journal(file, "digest", codec);
    journal.append({ kind: "new", at: 0, resource: box("d") });
    journal.close();
    assert.equal(replayJournal(file, "another digest", codec, base), base);
    assert.equal(replayJournal(`${file}.missing`, "digest", codec, base), base);
  });

  it("has on disk what was waited for, and takes nothing more once it is closed", async () => {
    const journal = new Journal(file, "digest", codec);
    journal.append({ kind: "new", at: 0, resource: box("d") });
    await journal.durable();
    assert.equal(replayJournal(file, "digest", codec, base).resources.length, 4);
    const late = journal.durable();
    journal.close();
    journal.append({ kind: "new", at: 1, resource: box("e") });
    await Promise.all([late, journal.durable()]);
    assert.equal(replayJournal(file, "digest", codec, base).resources.length, 4);
  });
});
