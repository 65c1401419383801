import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { analyse, readPreview, renderHtml } from "../../../impact";
import { preview } from "../build";
import { scenarios } from "../golden/scenarios";

/** Sets of axe's rules that a report is held against. */
const ruleSets = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A phone and a desktop, CSS pixels. */
const widths = [360, 1200];

const browser = ["chromium", "chromium-browser", "google-chrome"].find(isInstalled);
const axe = axeSource();

function isInstalled(command: string): boolean {
  return (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .some((at) => fs.existsSync(path.join(at, command)));
}

/** Text of axe-core: the npm package, or the file that `MULLION_AXE` names. */
function axeSource(): string | undefined {
  const given = process.env["MULLION_AXE"];
  if (given !== undefined) return fs.readFileSync(given, "utf8");
  const packaged = path.resolve(__dirname, "../../../node_modules/axe-core/axe.min.js");
  return fs.existsSync(packaged) ? fs.readFileSync(packaged, "utf8") : undefined;
}

describe("the HTML report in a real browser", function () {
  this.timeout("10m");
  let folder = "";

  before(function () {
    const missing = [
      ...(browser === undefined ? ["a Chromium on PATH"] : []),
      ...(axe === undefined ? ["axe-core (npm install --no-save axe-core, or MULLION_AXE=axe.min.js)"] : []),
    ];
    if (missing.length > 0) {
      console.log(`      left out: there is no ${missing.join(" and no ")}`);
      this.skip();
    }
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-browser-"));
  });

  after(() => {
    if (folder !== "") fs.rmSync(folder, { recursive: true });
  });

  for (const name of Object.keys(scenarios)) {
    for (const dark of [false, true]) {
      it(`${name}, ${dark ? "dark" : "light"}: no accessibility violation, no sideways scrolling`, () => {
        const report = analyse(readPreview(preview(...(scenarios[name] ?? []))), { asOf: "2026-11-23" });
        const found = look(renderHtml(report), dark);
        assert.ok(found.passes > 10, "axe looked at something");
        assert.deepEqual(found.violations, []);
        assert.deepEqual(found.tooWide, []);
        assert.equal(found.dark, dark, "the browser has the scheme that was asked for");
      });
    }
  }

  it("would see a violation, and a page that is too wide", () => {
    const bad = `<!doctype html><html><title>x</title><body><img src="data:,"><div style="width:99rem">x</div></body></html>`;
    const found = look(bad, false);
    assert.ok(found.violations.some((violation) => violation.startsWith("image-alt")));
    assert.deepEqual(found.tooWide, widths);
  });

  /** What the browser says about a page. */
  function look(html: string, dark: boolean): Found {
    const file = path.join(folder, "page.html");
    fs.writeFileSync(file, withInspection(html));
    const args = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"];
    const scheme = dark ? ["--blink-settings=preferredColorScheme=0"] : [];
    const dom = execFileSync(browser ?? "", [...args, ...scheme, `file://${file}`], {
      encoding: "utf8",
      maxBuffer: 1 << 26,
      timeout: 180_000,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [, json] = /<pre id="found">(.*?)<\/pre>/s.exec(dom) ?? [];
    assert.ok(json !== undefined, "the inspection ended");
    // Our own script's words.
    return JSON.parse(json.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")) as Found;
  }
});

interface Found {
  readonly passes: number;
  readonly violations: readonly string[];
  /** Widths at which the page is wider than its window. */
  readonly tooWide: readonly number[];
  readonly dark: boolean;
}

/** The page with a script that inspects it. Its own policy forbids scripts, which is right, and is taken out for this. */
function withInspection(html: string): string {
  const page = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  const inside = Buffer.from(page).toString("base64");
  const script = `
    const page = new TextDecoder().decode(Uint8Array.from(atob("${inside}"), (c) => c.charCodeAt(0)));
    const wide = (width) => new Promise((resolve) => {
      const frame = document.createElement("iframe");
      frame.style.cssText = "width:" + width + "px;height:800px;border:0";
      frame.onload = () => {
        const { scrollWidth, clientWidth } = frame.contentDocument.documentElement;
        frame.remove();
        resolve(scrollWidth > clientWidth ? [width] : []);
      };
      frame.srcdoc = page;
      document.body.append(frame);
    });
    (async () => {
      const found = await axe.run(document, { runOnly: ${JSON.stringify(ruleSets)} });
      const tooWide = [];
      for (const width of ${JSON.stringify(widths)}) tooWide.push(...(await wide(width)));
      const violations = found.violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 150)).join(" | "));
      const pre = document.createElement("pre");
      pre.id = "found";
      pre.textContent = JSON.stringify({ passes: found.passes.length, violations, tooWide, dark: matchMedia("(prefers-color-scheme: dark)").matches });
      document.body.replaceChildren(pre);
    })();`;
  const close = (text: string) => text.replaceAll("</script>", "<\\/script>");
  return page.replace(
    "</body>",
    () => `<script>${close(axe ?? "")}</script><script>${close(script)}</script></body>`,
  );
}
