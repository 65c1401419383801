import * as fs from "node:fs";
import type { BrowserContext, Page } from "playwright-core";

/** Sets of axe's rules that a page is held against. */
const ruleSets = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What is wrong with a page. */
export interface Look {
  /** Rules of axe that were looked at and hold. */
  readonly passes: number;
  readonly violations: readonly string[];
  /** CSS pixels by which the page is wider than its window. */
  readonly tooWide: number;
}

/** Lets axe look at a page as it is now. */
export async function look(page: Page): Promise<Look> {
  await page.evaluate(fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  // Text, so that nothing of the page's types is needed here; it answers what the type says.
  const found: unknown = await page.evaluate(`axe
    .run(document, { preload: false, runOnly: ${JSON.stringify(ruleSets)} })
    .then(({ passes, violations }) => ({
      passes: passes.length,
      violations: violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 150)).join(" | ")),
      tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }))`);
  return found as Look;
}

/** Requests and complaints of a browser, from now on. */
export function witness(context: BrowserContext): {
  readonly requests: string[];
  readonly complaints: string[];
} {
  const seen = { requests: [] as string[], complaints: [] as string[] };
  context.on("request", (request) => seen.requests.push(request.url()));
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") seen.complaints.push(message.text());
  });
  context.on("weberror", (error) => seen.complaints.push(error.error().message));
  return seen;
}

/** What has the focus: its text or name, and whether that can be seen. */
export async function focus(page: Page): Promise<{ readonly name: string; readonly visible: boolean }> {
  const found: unknown = await page.evaluate(`(() => {
    const at = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const name = (at.textContent || at.getAttribute("aria-label") || at.id || at.tagName).trim();
    return { name, visible: outlineStyle !== "none" && parseFloat(outlineWidth) > 0 };
  })()`);
  return found as { readonly name: string; readonly visible: boolean };
}
