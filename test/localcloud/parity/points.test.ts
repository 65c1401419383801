import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

const ROOT = path.resolve(__dirname, "../../..");
const PARITY = {
  engine: {
    page: "test/localcloud/engine/parity/README.md",
    recordings: path.resolve(ROOT, "../shared/engine-scenarios"),
    points: 57,
  },
  "Kubernetes stand-in": {
    page: "test/localcloud/providers/kubernetes/parity/README.md",
    recordings: path.join(ROOT, "test/localcloud/providers/kubernetes/fixtures/recordings"),
    points: 60,
  },
} as const;

/** A row of a page: the number of the point, and what it names as proof. */
interface Row {
  readonly point: number;
  readonly recordings: readonly string[];
  readonly tests: readonly { readonly file: string; readonly title: string }[];
}

function rowsOf(page: string): Row[] {
  const lines = fs.readFileSync(path.join(ROOT, page), "utf8").split("\n");
  return lines.flatMap((line) => {
    const [, point = "", , proof = ""] = line.split("|").map((cell) => cell.trim());
    if (!/^\d+$/u.test(point)) return [];
    const tests = [...proof.matchAll(/`(test\/[^`]+)`: "([^"]+)"/gu)];
    const recordings = [...proof.matchAll(/`(\d+-[^`]+)`/gu)];
    return [
      {
        point: Number(point),
        recordings: recordings.map(([, name = ""]) => name),
        tests: tests.map(([, file = "", title = ""]) => ({ file, title })),
      },
    ];
  });
}

for (const [who, { page, recordings, points }] of Object.entries(PARITY)) {
  describe(`the points of the recordings of the ${who}`, () => {
    const rows = rowsOf(page);

    it("are all on the page, each with a recording or a test", () => {
      assert.deepEqual(
        rows.map(({ point }) => point),
        Array.from({ length: points }, (_, at) => at + 1),
      );
      for (const row of rows)
        assert.ok(row.recordings.length + row.tests.length > 0, `point ${row.point} has no proof`);
    });

    it("name recordings that there are", function () {
      // Those of the engine lie beside the checkout.
      if (!fs.existsSync(recordings)) this.skip();
      for (const row of rows)
        for (const name of row.recordings)
          assert.ok(
            fs.existsSync(path.join(recordings, name, "expected.json")),
            `point ${row.point}: ${name}`,
          );
    });

    it("name tests that there are", () => {
      for (const { point, tests } of rows)
        for (const { file, title } of tests)
          assert.ok(
            fs.readFileSync(path.join(ROOT, file), "utf8").includes(title),
            `point ${point}: ${file} has no test "${title}"`,
          );
    });
  });
}
