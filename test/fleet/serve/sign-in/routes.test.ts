import assert from "node:assert/strict";
import { signInRoutes } from "../../../../fleet/serve/sign-in/routes";
import { Cookies, Sessions } from "../../../../fleet/serve/sign-in/sessions";
import { Visitor } from "../visitor";

/** The routes with a provider that believes everything. */
function routes(publicUrl: string) {
  let states = 0;
  const cookies = new Cookies(new URL(publicUrl));
  const searches: string[] = [];
  const app = signInRoutes({
    provider: {
      begin: () => {
        const journey = { state: `state-${String(++states)}`, nonce: "n", verifier: "v" };
        return Promise.resolve({
          url: new URL(`https://login.example.org/?state=${journey.state}`),
          journey,
        });
      },
      finish: (search) => {
        searches.push(search);
        return Promise.resolve({ name: "alice", groups: [] });
      },
    },
    sessions: new Sessions({ sessionHours: 8 }, cookies, new Map()),
    cookies,
    publicUrl: new URL(publicUrl),
    show: (c, { status }) => c.text("page", status ?? 200),
    warn: (line) => assert.fail(line),
  });
  const visitor = new Visitor((url, init) => Promise.resolve(app.request(url.href, init)));
  return { visitor, searches };
}

describe("the way back from a sign-in", () => {
  const home = "https://fleet.example.org";
  const goals: readonly (readonly [string, string])[] = [
    ["/clusters/prod?page=2", "/clusters/prod?page=2"],
    ["https://evil.example/", "/"],
    ["//evil.example/", "/"],
    ["/\\evil.example/", "/"],
    ["/\t/evil.example/", "/"],
    ["/..//evil.example", "//evil.example"],
    ["javascript:alert(1)", "/"],
    ["/sign-out", "/"],
    ["", "/"],
  ];
  for (const [to, lands] of goals) {
    it(`asked for ${JSON.stringify(to)} leads to ${lands}`, async () => {
      const { visitor } = routes(home);
      await visitor.ask(`${home}/sign-in?to=${encodeURIComponent(to)}`);
      const response = await visitor.ask(`${home}/sign-in/callback?state=state-1&code=c`);
      assert.equal(response.headers.get("location"), lands);
    });
  }

  it("takes the code to the provider", async () => {
    const { visitor, searches } = routes(home);
    await visitor.ask(`${home}/sign-in`);
    await visitor.ask(`${home}/sign-in/callback?state=state-1&code=c`);
    assert.deepEqual(searches, ["?state=state-1&code=c"]);
  });
});

describe("the cookies of a sign-in", () => {
  async function cookiesOf(home: string): Promise<readonly string[]> {
    const { visitor } = routes(home);
    const left = await visitor.ask(`${home}/sign-in`);
    const back = await visitor.ask(`${home}/sign-in/callback?state=state-1&code=c`);
    return [...left.headers.getSetCookie(), ...back.headers.getSetCookie()]
      .filter((cookie) => !cookie.includes("Max-Age=0"))
      .map((cookie) => cookie.replace(/=[^;]*/, "=x"));
  }

  it("are for the server alone, and over TLS for this host alone", async () => {
    assert.deepEqual(await cookiesOf("https://fleet.example.org"), [
      "__Host-mullion-sign-in=x; Max-Age=600; Path=/; HttpOnly; Secure; SameSite=Lax",
      "__Host-mullion-session=x; Max-Age=28800; Path=/; HttpOnly; Secure; SameSite=Lax",
    ]);
  });

  it("can do without TLS on this machine", async () => {
    assert.deepEqual(await cookiesOf("http://localhost:8080"), [
      "mullion-sign-in=x; Max-Age=600; Path=/; HttpOnly; SameSite=Lax",
      "mullion-session=x; Max-Age=28800; Path=/; HttpOnly; SameSite=Lax",
    ]);
  });
});
