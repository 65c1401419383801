import assert from "node:assert/strict";
import {
  analyse,
  markdownLimit,
  readPreview,
  renderHtml,
  renderMarkdown,
  renderTerminal,
} from "../../../impact";
import { cluster, edit, preview, same, windowsPool } from "../build";

const many = Array.from({ length: 900 }, (_, at) =>
  edit(
    { ...windowsPool, name: `pool-${String(at)}` },
    at === 450 ? { osSKU: "Windows2025" } : { nodeLabels: { a: "b" } },
  ),
);
const report = analyse(readPreview(preview(same(cluster), ...many)), { asOf: "2026-11-23" });

describe("a report of 900 changes", () => {
  it("fits into a comment, with the one danger first and the rest counted", () => {
    const text = renderMarkdown(report);
    assert.ok(Buffer.byteLength(text) <= markdownLimit);
    assert.ok(text.indexOf("will be refused</b>") < text.indexOf("### Node pools"), "danger first");
    assert.match(text, /\*\d+ more parts do not fit here; run `mullion impact` for all of them\.\*\n$/);
  });

  it("is cut in HTML, with the number of what is left out", () => {
    const text = renderHtml(report);
    assert.equal([...text.matchAll(/<details/g)].length, 500);
    assert.match(text, /400 milder changes are left out here/);
  });
});

describe("text of users", () => {
  const odd = "<img src=x onerror=alert(1)> | **bold** @team [x](http://e.example) `c` ${{ x }} <!-- -->";
  const text = preview(same(cluster), edit({ ...windowsPool, name: odd }, { vmSize: odd }));
  const shown = analyse(readPreview(text), { asOf: "2026-11-23" });

  it("stays text in Markdown: no tag, no link, no mention, no table cell", () => {
    const markdown = renderMarkdown(shown);
    assert.doesNotMatch(markdown, /<img|\*\*bold|@team|\]\(http:\/\/e|http:\/\/e\.example/);
    for (const line of markdown.split("\n").filter((one) => one.startsWith("| "))) {
      assert.ok([3, 6, 8].includes(line.split("|").length - 1), line);
    }
  });

  it("stays text in HTML", () => {
    assert.doesNotMatch(renderHtml(shown), /<img|onerror=alert\(1\)>/);
  });

  it("brings no control characters to a terminal", () => {
    const escape = "\u001b[2J\u0007";
    const report = analyse(
      readPreview(
        preview(same(cluster), edit({ ...windowsPool, name: `a${escape}` }, { vmSize: `b${escape}` })),
      ),
      { asOf: "2026-11-23" },
    );
    // eslint-disable-next-line no-control-regex -- the characters are what is looked for
    assert.doesNotMatch(renderTerminal(report), /[\u0000-\u0009\u000b-\u001f\u007f\u009b]/);
  });
});
