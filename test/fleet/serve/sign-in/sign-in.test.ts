import assert from "node:assert/strict";
import { readAccess } from "../../../../fleet/serve/access/access";
import { fleetApp } from "../../../../fleet/serve/app";
import { Provider } from "../../../../fleet/serve/sign-in/provider";
import { Cookies, Sessions } from "../../../../fleet/serve/sign-in/sessions";
import { readSignIn } from "../../../../fleet/serve/sign-in/settings";
import { cluster, fleet, pod, StillFleet } from "../../fixtures";
import { clientId, startOidcServer } from "../oidc-server";
import type { OidcServer, OidcServerOptions } from "../oidc-server";
import { Visitor } from "../visitor";

const home = "http://localhost:7788";
const canarySecret = "canary-client-secret-4711";

const accounts = {
  alice: ["shop"],
  bob: ["operators", "shop"],
  carol: ["somebody-else"],
  dave: undefined,
} as const;

const access = readAccess(
  `groups:
  operators: [{ clusters: ["*"] }]
  shop: [{ clusters: [prod], namespaces: [shop] }]`,
  "fleet-access.yaml",
);

const view = fleet(
  cluster({ name: "canary-cluster" }),
  cluster({ pods: [pod(), pod({ namespace: "canary-space", name: "canary-pod" })] }),
);

/** The application, signed in to a provider. */
async function site(issuer: string, clientSecret: string) {
  const text = `issuer: ${issuer}\nclientId: ${clientId}\npublicUrl: ${home}\nscopes: [openid, profile, groups]`;
  const { settings } = readSignIn(text, "fleet-oidc.yaml", { env: {}, readFile: () => "" });
  const warnings: string[] = [];
  const clock = { now: Date.now() };
  const cookies = new Cookies(settings.publicUrl);
  const signIn = {
    provider: await Provider.find(settings, clientSecret),
    sessions: new Sessions(settings, cookies, access, () => clock.now),
    cookies,
    publicUrl: settings.publicUrl,
  };
  const app = fleetApp({
    fleet: new StillFleet(view),
    signIn,
    closing: new AbortController().signal,
    warn: (line) => warnings.push(line),
  });
  const visitor = () =>
    new Visitor((url, init) =>
      url.origin === home ? Promise.resolve(app.request(url.href, init)) : fetch(url, init),
    );
  return { visitor, warnings, clock };
}

/** Signs somebody in; an empty name goes away from the provider's form. */
async function signIn(visitor: Visitor, name: string, to = "/") {
  const form = await visitor.open(`${home}/sign-in?to=${encodeURIComponent(to)}`);
  const body = new URLSearchParams({ login: name });
  return visitor.open(form.at, { method: "POST", body });
}

async function textAt(visitor: Visitor, path: string): Promise<string> {
  return (await visitor.ask(home + path)).text();
}

describe("sign-in", function () {
  this.timeout(60_000);

  async function withProvider<T>(
    over: Partial<OidcServerOptions>,
    run: (server: OidcServer) => Promise<T>,
  ): Promise<T> {
    const redirectUris = [`${home}/sign-in/callback`];
    const server = await startOidcServer({ accounts, clientSecret: canarySecret, redirectUris, ...over });
    try {
      return await run(server);
    } finally {
      await server.close();
    }
  }

  describe("with a real provider", () => {
    let server: OidcServer;
    before(async () => {
      const redirectUris = [`${home}/sign-in/callback`];
      server = await startOidcServer({ accounts, clientSecret: canarySecret, redirectUris });
    });
    after(() => server.close());

    it("comes before everything but the style, and shows nothing of the fleet", async () => {
      const { visitor } = await site(server.issuer, canarySecret);
      for (const path of [
        "/",
        "/clusters/prod",
        "/search?q=canary",
        "/calendar",
        "/events?at=/",
        "/nowhere",
      ]) {
        const response = await visitor().ask(home + path);
        assert.equal(response.status, 401, path);
        const text = await response.text();
        const back = `/sign-in?to=${encodeURIComponent(path)}`;
        assert.ok(text.includes(back), path);
        assert.doesNotMatch(text.replace(back, ""), /prod|canary/);
      }
      const style = /\/assets\/style[^"]*/.exec(await textAt(visitor(), "/"))?.[0] ?? "";
      assert.equal((await visitor().ask(home + style)).status, 200);
    });

    it("leads back to the page that was asked for, and shows what the groups see", async () => {
      const { visitor, warnings } = await site(server.issuer, canarySecret);
      const alice = visitor();
      const landed = await signIn(alice, "alice", "/clusters/prod/pods?q=web");
      assert.equal(landed.at.href, `${home}/clusters/prod/pods?q=web`);
      assert.match(await landed.text(), /shop\/web-1/);
      for (const path of ["/", "/clusters/prod", "/clusters/prod/pods", "/search?q=e", "/calendar"]) {
        const text = await textAt(alice, path);
        assert.doesNotMatch(text, /canary/, path);
        assert.match(text, /<span>alice<\/span>/, path);
      }
      assert.equal((await alice.ask(`${home}/clusters/canary-cluster`)).status, 404);
      assert.equal((await alice.ask(`${home}/clusters/prod/pods/canary-space/canary-pod`)).status, 404);
      assert.equal((await alice.ask(`${home}/clusters/prod/nodes`)).status, 404);

      const bob = visitor();
      await signIn(bob, "bob");
      assert.match(await textAt(bob, "/"), /canary-cluster/);
      assert.match(await textAt(bob, "/clusters/prod/pods"), /canary-space\/canary-pod/);
      assert.deepEqual(warnings, []);
    });

    it("of somebody whose groups see nothing shows nothing", async () => {
      const { visitor } = await site(server.issuer, canarySecret);
      const carol = visitor();
      assert.match(await (await signIn(carol, "carol")).text(), /There is no cluster that you may see/);
      assert.equal((await carol.ask(`${home}/clusters/prod`)).status, 404);
    });

    it("fails where the provider does not say the groups, and tells whoever runs the server", async () => {
      const { visitor, warnings } = await site(server.issuer, canarySecret);
      const dave = visitor();
      const landed = await signIn(dave, "dave");
      assert.equal(landed.status, 403);
      assert.match(await landed.text(), /did not say which groups/);
      assert.deepEqual(warnings, ["sign-in failed: the provider sent no claim groups"]);
      assert.equal((await dave.ask(`${home}/`)).status, 401);
    });

    it("fails for somebody who goes away from the provider's form", async () => {
      const { visitor, warnings } = await site(server.issuer, canarySecret);
      const landed = await signIn(visitor(), "");
      assert.equal(landed.status, 403);
      assert.doesNotMatch(await landed.text(), /went away/);
      assert.match(warnings.join("\n"), /^sign-in failed: .*access_denied/);
    });

    it("cannot be finished in another browser, nor twice", async () => {
      const { visitor } = await site(server.issuer, canarySecret);
      const alice = visitor();
      await signIn(alice, "alice");
      const callback = alice.trail.find((url) => url.startsWith(`${home}/sign-in/callback`)) ?? "";
      assert.equal((await alice.ask(callback)).status, 400);

      const mallory = visitor();
      const form = await mallory.open(`${home}/sign-in`);
      const body = new URLSearchParams({ login: "bob" });
      // Mallory stops at the door and sends the last step to somebody else.
      let at = new URL(
        (await mallory.ask(form.at, { method: "POST", body })).headers.get("location") ?? "",
        form.at,
      );
      while (at.origin !== home) at = new URL((await mallory.ask(at)).headers.get("location") ?? "", at);
      const victim = visitor();
      await victim.open(`${home}/sign-in`);
      assert.equal((await victim.ask(at)).status, 400);
      assert.equal((await victim.ask(`${home}/`)).status, 401);
    });

    it("may go on in two windows at a time", async () => {
      const { visitor } = await site(server.issuer, canarySecret);
      const alice = visitor();
      const first = await alice.open(`${home}/sign-in?to=/calendar`);
      const second = await alice.open(`${home}/sign-in?to=/search`);
      const body = new URLSearchParams({ login: "alice" });
      assert.equal((await alice.open(first.at, { method: "POST", body })).at.pathname, "/calendar");
      assert.equal((await alice.open(second.at, { method: "POST", body })).at.pathname, "/search");
    });

    it("ends by signing out, from a page of ours alone, and its cookie is worth nothing then", async () => {
      const { visitor } = await site(server.issuer, canarySecret);
      const alice = visitor();
      await signIn(alice, "alice");
      const kept = alice.cookie(home, "mullion-session") ?? "";
      for (const headers of [{}, { origin: "null" }, { origin: "http://localhost:9999" }]) {
        const response = await alice.ask(`${home}/sign-out`, { method: "POST", headers });
        assert.equal(response.status, 403);
      }
      assert.equal((await alice.ask(`${home}/`)).status, 200);
      const out = await alice.open(`${home}/sign-out`, { method: "POST", headers: { origin: home } });
      assert.equal(out.at.pathname, "/signed-out");
      assert.equal((await alice.ask(`${home}/`)).status, 401);
      alice.plant(home, "mullion-session", kept);
      assert.equal((await alice.ask(`${home}/`)).status, 401);
    });

    it("ends after its hours", async () => {
      const { visitor, clock } = await site(server.issuer, canarySecret);
      const alice = visitor();
      await signIn(alice, "alice");
      clock.now += 8 * 3_600_000 - 1;
      assert.equal((await alice.ask(`${home}/`)).status, 200);
      clock.now += 1;
      assert.equal((await alice.ask(`${home}/`)).status, 401);
    });

    it("is not for whoever makes up a cookie, or changes one", async () => {
      const { visitor } = await site(server.issuer, canarySecret);
      const alice = visitor();
      await signIn(alice, "alice");
      const kept = decodeURIComponent(alice.cookie(home, "mullion-session") ?? "");
      const [key = "", signature = ""] = kept.split(".");
      assert.equal(key.length, 43);
      for (const forged of [
        key,
        `${key}.${"A".repeat(43)}=`,
        `${key.startsWith("x") ? "y" : "x"}${key.slice(1)}.${signature}`,
        "",
      ]) {
        const forger = visitor();
        forger.plant(home, "mullion-session", encodeURIComponent(forged));
        assert.equal((await forger.ask(`${home}/`)).status, 401, forged);
      }
    });

    it("with a wrong client secret fails without showing the secret", async () => {
      const wrong = `${canarySecret}-wrong`;
      const { visitor, warnings } = await site(server.issuer, wrong);
      const landed = await signIn(visitor(), "alice");
      assert.equal(landed.status, 403);
      assert.match(warnings.join("\n"), /^sign-in failed: .*HTTP 401/);
      assert.doesNotMatch(warnings.join("\n") + (await landed.text()), /canary/);
    });
  });

  it("takes groups out of an ID token too", async () => {
    await withProvider({ groupsInIdToken: true }, async ({ issuer }) => {
      const { visitor } = await site(issuer, canarySecret);
      assert.match(await (await signIn(visitor(), "bob")).text(), /canary-cluster/);
    });
  });

  it("is not begun with a provider that does not answer, or is another one", async () => {
    await assert.rejects(site("http://127.0.0.1:1", canarySecret), {
      name: "InputError",
      message:
        /^issuer http:\/\/127\.0\.0\.1:1\/: the provider cannot be used: .*docs\/guides\/fleet\.md#sign-in/,
    });
    await withProvider({}, async ({ issuer }) => {
      await assert.rejects(site(`${issuer}/other`, canarySecret), /the provider cannot be used/);
    });
  });
});
