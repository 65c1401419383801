import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";

const root = path.resolve(__dirname, "../..");

/** Which rooms a room may import from, besides itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  catalogue: [],
  config: ["catalogue"],
  components: ["catalogue", "config"],
  policy: ["catalogue"],
  impact: ["catalogue"],
  localcloud: [],
  doctor: ["catalogue"],
  explain: ["catalogue"],
  migrate: ["catalogue"],
  adopt: ["catalogue"],
  audit: ["catalogue", "impact", "policy"],
  rotation: ["catalogue", "doctor", "fleet", "localcloud"],
  fleet: ["catalogue", "impact", "policy", "localcloud"],
  cli: [
    "doctor",
    "explain",
    "migrate",
    "rotation",
    "localcloud",
    "impact",
    "policy",
    "catalogue",
    "config",
    "components",
    "fleet",
    "adopt",
    "audit",
  ],
  "index.ts": ["config", "components"],
};

describe("imports between rooms", () => {
  const files = Object.keys(allowed).flatMap((room) => sources(path.join(root, room)));

  it("are looked at in every room that there is", () => {
    assert.ok(files.length > 50, `only ${String(files.length)} files were found`);
  });

  it("point one way only", () => {
    const wrong = files.flatMap((file) => {
      const from = roomOf(file);
      return importsOf(file)
        .filter((target) => target !== from && !(allowed[from] ?? []).includes(target))
        .map((target) => `${path.relative(root, file)} imports ${target}`);
    });
    assert.deepEqual(wrong, []);
  });
});

function sources(place: string): string[] {
  if (!fs.existsSync(place)) return [];
  if (fs.statSync(place).isFile()) return [place];
  return fs.readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(place, entry.name);
    if (entry.isDirectory()) return ["node_modules", "bin"].includes(entry.name) ? [] : sources(full);
    return entry.name.endsWith(".ts") ? [full] : [];
  });
}

function roomOf(file: string): string {
  return path.relative(root, file).split(path.sep)[0] ?? "";
}

/** The rooms that a file imports from, by import, require or type import alike. */
function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(fs.readFileSync(file, "utf8"), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith("."))
    .map((name) => roomOf(path.resolve(path.dirname(file), name)));
}
