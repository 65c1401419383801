import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { badPods, expectedOf, kinds, resourceOf, saidAbout } from "./support/corpus";

const folder = path.join(__dirname, "fixtures/bad");
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

describe("pods with one mistake, judged by the whole pack", () => {
  let count = 0;

  for (const kind of Object.keys(kinds)) {
    it(`are fine without it (${kind})`, () => {
      assert.deepEqual(saidAbout(resourceOf({ of: "windows" }, kind)), []);
      assert.deepEqual(saidAbout(resourceOf({ of: "linux" }, kind)), []);
    });
  }

  for (const file of files) {
    for (const row of badPods(path.join(folder, file))) {
      it(`${row.name}: exactly what is expected, in every kind`, () => {
        for (const kind of Object.keys(kinds)) {
          count += 1;
          assert.deepEqual(saidAbout(resourceOf(row, kind)).sort(), expectedOf(row, kind).sort(), kind);
          assert.ok(expectedOf(row, kind).length > 0);
        }
      });
    }
  }

  after(() => {
    assert.ok(count >= 300, `${count} cases`);
  });
});
