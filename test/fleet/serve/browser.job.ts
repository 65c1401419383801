import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { chromium } from "playwright-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { Home } from "../../../localcloud/home";
import {
  BUILD_TIMEOUT_MILLISECONDS,
  removeHome,
  temporaryHome,
} from "../../localcloud/kubernetes/temporary-home";
import { focus, look, witness } from "./browser/look";
import { makePod, startScene } from "./browser/scene";
import type { Scene } from "./browser/scene";
import { canarySecret, startSite, waived } from "./browser/site";
import type { Site } from "./browser/site";

const executablePath = (process.env["PATH"] ?? "")
  .split(path.delimiter)
  .flatMap((folder) =>
    ["chromium", "chromium-browser", "google-chrome"].map((name) => path.join(folder, name)),
  )
  .find((file) => fs.existsSync(file));

/** Where to put pictures of all pages; none without it. */
const pictures = process.env["MULLION_PICTURES"];

/** How long to wait for what happens by itself on a loaded machine. */
const patience = { timeout: 60_000 };

const paths = [
  "/",
  "/clusters/west",
  "/clusters/west/nodes",
  "/clusters/west/pods",
  "/clusters/west/pods/shop/queue-1",
  "/clusters/prod",
  "/calendar",
  "/search?q=web",
  "/nowhere",
];

describe("the fleet's pages in a real browser, over three real API servers", function () {
  this.timeout(BUILD_TIMEOUT_MILLISECONDS);
  let home: Home;
  let scene: Scene;
  let site: Site;
  let browser: Browser;
  let alice: BrowserContext;
  let bob: BrowserContext;
  const opened: Page[] = [];

  before(async function () {
    if (executablePath === undefined) {
      console.log("      left out: there is no Chromium on PATH");
      this.skip();
    }
    home = temporaryHome();
    scene = await startScene(home);
    await makePod(scene.client("west"), "shop", "queue-1", "500Gi");
    site = await startSite(home.root, scene.kubeconfig);
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    alice = await signedIn("alice");
    bob = await signedIn("bob");
  });

  after(async () => {
    if (executablePath === undefined) return;
    await browser.close();
    await site.close();
    scene.close();
    await removeHome(home);
  });

  // An open page holds a connection, and a browser has six of them; pages of a test are never hidden.
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close();
  });

  async function signedIn(name: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await browser.newContext({ ...options, baseURL: site.url });
    context.setDefaultTimeout(patience.timeout);
    const page = await context.newPage();
    await page.goto("/calendar");
    await page.getByRole("link", { name: "Sign in" }).click();
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Go on" }).click();
    await page.waitForURL(`${site.url}/calendar`);
    await page.close();
    return context;
  }

  async function open(context: BrowserContext, at: string): Promise<Page> {
    const page = await context.newPage();
    opened.push(page);
    await page.goto(at);
    return page;
  }

  it("shows each person the clusters of their groups and not a word of others", async () => {
    const all = await open(bob, "/");
    for (const name of ["east", "north", "west"]) {
      await all.getByRole("row", { name: new RegExp(`^${name} .* 2 of 2 ready 2 of 2 ready`) }).waitFor();
    }
    await all.goto("/search?q=canary");
    assert.match(await all.getByRole("main").innerText(), /3 pods found/);
    const one = await open(alice, "/");
    await one.getByRole("link", { name: "west" }).waitFor();
    for (const at of ["/", "/clusters/west", "/clusters/west/pods", "/search?q=nanoserver", "/calendar"]) {
      await one.goto(at);
      assert.doesNotMatch(await one.content(), /canary|east|north/, at);
    }
    assert.equal((await one.goto("/clusters/west/nodes"))?.status(), 404);
    assert.equal((await one.goto("/clusters/east"))?.status(), 404);
  });

  it("shows a pod that fails as soon as it does, why, and what the scheduler said, without a reload", async () => {
    const page = await open(bob, "/clusters/north/pods?q=breaks");
    await page.evaluate("window.untouched = true");
    assert.doesNotMatch(await page.getByRole("main").innerText(), /breaks-1/);
    await makePod(scene.client("north"), "shop", "breaks-1", "500Gi");
    await page.getByRole("row", { name: /shop\/breaks-1 Pending/ }).waitFor();
    assert.equal(await page.evaluate("window.untouched"), true);
    await page.getByRole("link", { name: "shop/breaks-1" }).click();
    await page.getByRole("heading", { name: "Why it does not run" }).waitFor();
    await page.getByRole("row", { name: /FailedScheduling .*Insufficient memory/ }).waitFor();
    const said = await page.getByRole("main").innerText();
    assert.match(said, /The scheduler says: 0\/4 nodes are available/);
    await page.evaluate("window.untouched = true");
    await scene.client("north").delete("/api/v1/namespaces/shop/pods/breaks-1");
    await page.getByRole("heading", { name: "Nothing here" }).waitFor();
    assert.equal(await page.evaluate("window.untouched"), true);
  });

  it("shows a policy finding that is waived behind all others, with the reason", async () => {
    const page = await open(bob, "/clusters/prod");
    const rows = await page.getByRole("table", { name: "What the policy pack has" }).getByRole("row").all();
    const [, first = "", ...others] = await Promise.all(rows.map((row) => row.innerText()));
    assert.match(first, /mandatory/);
    assert.match(
      others.at(-1) ?? "",
      new RegExp(`^${waived.rule}\\s+waived\\s.*\\sWaived: ${waived.reason}`, "s"),
    );
    assert.equal(others.filter((row) => row.includes("Waived:")).length, 1);
  });

  it("leaves alone what somebody types, and stands still when asked to", async () => {
    const page = await open(bob, "/clusters/east/pods");
    await page.getByLabel("Filter").fill("half a wor");
    await makePod(scene.client("east"), "shop", "comes-1");
    await page.getByRole("link", { name: "shop/comes-1" }).waitFor();
    assert.equal(await page.getByLabel("Filter").inputValue(), "half a wor");
    await page.getByRole("button", { name: "Live" }).click();
    assert.equal(await page.getByRole("button", { name: "Live" }).getAttribute("aria-pressed"), "false");
    await makePod(scene.client("east"), "shop", "comes-2");
    const other = await open(bob, "/clusters/east/pods");
    await other.getByRole("link", { name: "shop/comes-2" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "shop/comes-2" }).count(), 0);
    await page.getByRole("button", { name: "Live" }).click();
    await page.getByRole("link", { name: "shop/comes-2" }).waitFor();
  });

  it("can be walked through by keyboard, with the focus always seen", async () => {
    const page = await open(bob, "/");
    const walked: string[] = [];
    for (let steps = 0; steps < 12; steps++) {
      await page.keyboard.press("Tab");
      const { name, visible } = await focus(page);
      assert.ok(visible, `the focus on ${name} cannot be seen`);
      walked.push(name);
    }
    const order = [
      "To the content",
      "Mullion fleet",
      "Fleet",
      "Calendar",
      "search",
      "Search",
      "Sign out",
      "Live",
    ];
    assert.deepEqual(walked, [...order, "q", "Show", "east", "north"]);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/clusters/north");
    await page.getByRole("searchbox", { name: "Search pods, nodes and images" }).press("x");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("windows-1");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Search: windows-1" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(new URL(page.url()).hash, "#main");
  });

  it("works without a script", async () => {
    const still = await signedIn("bob", { javaScriptEnabled: false });
    const page = await open(still, "/clusters/west/pods");
    await page.getByLabel("Filter").fill("queue");
    await page.getByRole("button", { name: "Show" }).click();
    assert.match(await page.getByRole("main").innerText(), /1 of \d+ pods\./);
    await page.getByRole("link", { name: "shop/queue-1" }).click();
    await page.getByRole("heading", { name: "Why it does not run" }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Signed out" }).waitFor();
    await page.goto("/");
    await page.getByRole("link", { name: "Sign in" }).waitFor();
    await still.close();
  });

  for (const width of [360, 1200]) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`has no violation of axe at ${String(width)} pixels, ${colorScheme}, and nothing from elsewhere`, async () => {
        const context = await signedIn("bob", { viewport: { width, height: 800 }, colorScheme });
        const seen = witness(context);
        const page = await context.newPage();
        for (const at of paths) {
          await page.goto(at);
          const { passes, violations, tooWide } = await look(page);
          assert.ok(passes > 10, "axe looked at something");
          assert.deepEqual(violations, [], at);
          assert.ok(tooWide <= 0, `${at} is ${String(tooWide)} pixels too wide`);
          if (pictures !== undefined) {
            const name = `${String(width)}-${colorScheme}${at.replaceAll(/[/?=]/g, "-")}.png`;
            await page.screenshot({ path: path.join(pictures, name), fullPage: true });
          }
        }
        assert.deepEqual(
          seen.requests.filter((url) => new URL(url).origin !== site.url),
          [],
        );
        const expected = /status of 404/;
        assert.deepEqual(
          seen.complaints.filter((complaint) => !expected.test(complaint)),
          [],
        );
        await context.close();
      });
    }
  }

  it("would see a violation, a page that is too wide, and what its policy forbids", async () => {
    const page = await open(bob, "/");
    const seen = witness(bob);
    await page.evaluate(`
      document.body.insertAdjacentHTML("beforeend", '<img src="https://evil.example/x.png"><p id="wide">x</p>');
      document.getElementById("wide").style.width = "4000px"`);
    const { violations, tooWide } = await look(page);
    assert.ok(violations.some((violation) => violation.startsWith("image-alt")));
    assert.ok(tooWide > 1000);
    assert.match(seen.complaints.join("\n"), /Content Security Policy/);
  });

  it("ends with Ctrl-C, and has told nobody the client's secret", async () => {
    const page = await open(bob, "/");
    await page.getByRole("button", { name: "Live" }).waitFor();
    assert.equal(await site.interrupt(), 0);
    assert.doesNotMatch(site.printed(), new RegExp(canarySecret));
    assert.match(site.printed(), /^4 clusters, read-only: http:\/\/localhost:\d+\/\nSign-in by http:/);
  });
});
