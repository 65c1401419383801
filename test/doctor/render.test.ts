import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { judge, parseRecording, renderFindings, worstLevel } from "../../doctor";
import { machine } from "./recordings";

const fixtures = path.join(__dirname, "fixtures");

describe("the doctor's report", () => {
  for (const file of fs.readdirSync(fixtures).filter((name) => name.endsWith(".json"))) {
    const name = path.basename(file, ".json");
    it(`reads well for ${name}`, () => {
      const recording = parseRecording(fs.readFileSync(path.join(fixtures, file), "utf8"), file);
      const text = renderFindings(judge(recording, "2026-11-23"), (_, words) => words);
      const golden = path.join(fixtures, `${name}.golden.txt`);
      if (process.env["UPDATE_GOLDEN"] === "1") fs.writeFileSync(golden, text);
      assert.equal(text, fs.readFileSync(golden, "utf8"));
    });
  }

  it("names the heaviest level, and nothing is lighter than fine", () => {
    assert.equal(worstLevel([]), "ok");
    assert.equal(worstLevel(judge(machine("linux"), "2026-11-23")), "ok");
    assert.equal(worstLevel(judge(machine("darwin"), "2026-11-23")), "note");
    assert.equal(worstLevel(judge(machine("linux", { kubectls: [] }), "2026-11-23")), "warning");
  });

  it("points to sections that the guide has", () => {
    const guide = fs.readFileSync(path.join(__dirname, "../../docs/guides/local-development.md"), "utf8");
    const anchors = new Set(
      [...guide.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => title.toLowerCase().replaceAll(" ", "-")),
    );
    const sources = fs
      .readdirSync(path.join(__dirname, "../../doctor/judge"))
      .map((file) => fs.readFileSync(path.join(__dirname, "../../doctor/judge", file), "utf8"));
    const used = sources.flatMap((text) =>
      [...text.matchAll(/(?:local-development\.md|\$\{page\})#([a-z-]+)/g)].map(([, anchor = ""]) => anchor),
    );
    assert.ok(used.length > 8);
    assert.deepEqual(
      used.filter((anchor) => !anchors.has(anchor)),
      [],
    );
  });
});

describe("a kept recording", () => {
  const text = JSON.stringify(machine("win32"));

  it("is read as it was written", () => {
    assert.deepEqual(parseRecording(text, "x.json"), machine("win32"));
  });

  for (const [what, broken, message] of [
    ["no JSON", "{", /^Error: x\.json is not JSON: /],
    [
      "another system",
      text.replace('"win32"', '"beos"'),
      /x\.json is no recording of "mullion doctor --record": system: /,
    ],
    ["a missing key", text.replace('"kubectls"', '"kubectl"'), /: kubectls: /],
    ["a list", "[]", /is no recording/],
  ] as const) {
    it(`is refused when it is ${what}`, () => {
      assert.throws(() => parseRecording(broken, "x.json"), message);
    });
  }
});
