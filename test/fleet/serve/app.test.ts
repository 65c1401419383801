import assert from "node:assert/strict";
import { fleetApp } from "../../../fleet/serve/app";
import { assets } from "../../../fleet/serve/assets";
import { cluster, fleet, StillFleet } from "../fixtures";

/** What is asked beside the path. */
interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function app(live = new StillFleet(fleet(cluster()))) {
  const warnings: string[] = [];
  const made = fleetApp({
    fleet: live,
    closing: new AbortController().signal,
    warn: (line) => warnings.push(line),
  });
  const ask = (path: string, init: Asked = {}) =>
    made.request(`http://127.0.0.1:8080${path}`, {
      ...init,
      headers: { host: "127.0.0.1:8080", ...init.headers },
    });
  return { ask, warnings };
}

describe("the web application", () => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
    it(`refuses ${method} everywhere`, async () => {
      for (const path of ["/", "/clusters/prod", "/events?at=/", "/assets/x", "/sign-in"]) {
        const response = await app().ask(path, { method });
        assert.equal(response.status, 405, path);
        assert.equal(response.headers.get("allow"), "GET, HEAD");
      }
    });
  }

  it("refuses GET where signing out is", async () => {
    const response = await app().ask("/sign-out");
    assert.equal(response.status, 405);
    assert.equal(response.headers.get("allow"), "POST");
  });

  it("answers HEAD like GET, without a body", async () => {
    const response = await app().ask("/clusters/prod", { method: "HEAD" });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), "");
    assert.equal((await app().ask("/clusters/nope", { method: "HEAD" })).status, 404);
    assert.equal((await app().ask("/events?at=/", { method: "HEAD" })).status, 200);
  });

  it("refuses a host that is not this machine, with the same headers as always", async () => {
    const response = await app().ask("/", { headers: { host: "evil.example:8080" } });
    assert.equal(response.status, 421);
    assert.match(await response.text(), /answers as localhost only/);
    assert.match(response.headers.get("content-security-policy") ?? "", /^default-src 'none'/);
  });

  it("lets nothing in from elsewhere, and nobody frame or keep it", async () => {
    for (const path of ["/", "/clusters/prod", "/nowhere", ...assets.map((asset) => asset.path)]) {
      const { headers } = await app().ask(path);
      assert.equal(
        headers.get("content-security-policy"),
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; " +
          "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("referrer-policy"), "same-origin");
      assert.equal(headers.get("access-control-allow-origin"), null);
      assert.match(
        headers.get("cache-control") ?? "",
        path.startsWith("/assets/") ? /immutable/ : /^no-store$/,
      );
    }
  });

  it("serves everything that a page asks for, and pages ask for nothing else", async () => {
    const text = await (await app().ask("/")).text();
    const asked = [...text.matchAll(/<(?:link|script)\b[^>]*?(?:href|src)="([^"]*)"/g)].map(
      ([, path]) => path,
    );
    assert.deepEqual(asked.sort(), assets.map(({ path }) => path).sort());
    for (const { path, type } of assets) {
      const response = await app().ask(path);
      assert.equal(response.headers.get("content-type"), type);
    }
    assert.doesNotMatch(text, /https?:|style=|onclick|<style|<script>/);
  });

  it("says no more than that something broke when something broke", async () => {
    const live = new StillFleet(fleet());
    live.view = () => {
      throw new Error("canary: token abc");
    };
    const { ask, warnings } = app(live);
    const response = await ask("/");
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /canary/);
    assert.match(warnings.join("\n"), /^GET \/: Error: canary/);
  });

  for (const at of ["", "clusters", "https://evil.example/", "http://["]) {
    it(`streams nothing about ${JSON.stringify(at)}`, async () => {
      assert.equal((await app().ask(`/events?at=${encodeURIComponent(at)}`)).status, 400);
    });
  }
});
