import assert from "node:assert/strict";
import { readSignIn, secretVariable } from "../../../../fleet/serve/sign-in/settings";

const page = "(docs/guides/fleet.md#sign-in)";
const whole = {
  issuer: "https://login.example.org/tenant/v2.0",
  clientId: "fleet",
  publicUrl: "https://fleet.example.org",
};

function read(
  over: Record<string, unknown>,
  env: NodeJS.ProcessEnv = {},
  files: Record<string, string> = {},
) {
  const readFile = (name: string) => {
    const content = files[name];
    if (content === undefined) throw new Error(`ENOENT: no such file, open '${name}'`);
    return content;
  };
  return readSignIn(JSON.stringify({ ...whole, ...over }), "oidc.yaml", { env, readFile });
}

describe("fleet-oidc.yaml", () => {
  it("is read with its defaults, as a public client", () => {
    assert.deepEqual(read({}), {
      settings: {
        issuer: new URL(whole.issuer),
        clientId: "fleet",
        publicUrl: new URL(whole.publicUrl),
        scopes: ["openid", "profile"],
        groupsClaim: "groups",
        sessionHours: 8,
      },
    });
  });

  it("takes the secret from the environment or from a file, and keeps it out of the settings", () => {
    const fromEnv = read({}, { [secretVariable]: " canary\n" });
    const fromFile = read({ clientSecretFile: "secret.txt" }, {}, { "secret.txt": "canary\n" });
    for (const { settings, clientSecret } of [fromEnv, fromFile]) {
      assert.equal(clientSecret, "canary");
      assert.doesNotMatch(JSON.stringify(settings), /canary/);
    }
  });

  it("allows http for what is on this machine", () => {
    const { settings } = read({ issuer: "http://127.0.0.1:9000", publicUrl: "http://localhost:8080/" });
    assert.equal(settings.publicUrl.href, "http://localhost:8080/");
  });

  const origin = "must be an address without a path, such as https://fleet.example.org";
  const safe = "an https address (http only on this machine)";
  const wrong: readonly (readonly [string, Record<string, unknown>, string])[] = [
    [
      "an http issuer",
      { issuer: "http://login.example.org" },
      `issuer: must be the provider's issuer: ${safe}, got "http://login.example.org"`,
    ],
    ["no address", { issuer: "login" }, `issuer: must be the provider's issuer: ${safe}, got "login"`],
    ["a number", { issuer: 7 }, `issuer: must be the provider's issuer: ${safe}, got 7`],
    [
      "another protocol",
      { publicUrl: "ftp://localhost" },
      `publicUrl: must be the address that people open: ${safe}, got "ftp://localhost"`,
    ],
    [
      "a path",
      { publicUrl: "https://example.org/fleet" },
      `publicUrl: ${origin}, got "https://example.org/fleet"`,
    ],
    ["an empty id", { clientId: " " }, 'clientId: must be the id of this client at the provider, got ""'],
    [
      "scopes without openid",
      { scopes: ["groups"] },
      'scopes: must be a list of scopes with openid among them, got ["groups"]',
    ],
    ["a long session", { sessionHours: 25 }, "sessionHours: must be a number of hours from 1 to 24, got 25"],
    ["no session", { sessionHours: 0 }, "sessionHours: must be a number of hours from 1 to 24, got 0"],
    [
      "a secret in it",
      { clientSecret: "canary" },
      "clientSecret: is not known here; remove it or correct its name",
    ],
  ];
  for (const [what, over, line] of wrong) {
    it(`with ${what} is refused`, () => {
      assert.throws(() => read(over), { name: "InputError", message: `oidc.yaml: ${line} ${page}` });
    });
  }

  it("does not repeat a password that stands in an address", () => {
    assert.throws(
      () => read({ issuer: "https://user:canary@login.example.org" }),
      (error: Error) => /issuer: must be/.test(error.message) && !error.message.includes("canary"),
    );
  });

  const secrets: readonly (readonly [string, NodeJS.ProcessEnv, Record<string, string>, RegExp])[] = [
    ["missing", {}, {}, /^oidc\.yaml: clientSecretFile: cannot be read: ENOENT/],
    ["empty", {}, { s: "\n" }, /^oidc\.yaml: clientSecretFile: s is empty; put the client's secret into it/],
    ["there twice", { [secretVariable]: "canary" }, { s: "canary" }, /are both there; keep one of them/],
  ];
  for (const [what, env, files, message] of secrets) {
    it(`with a secret that is ${what} is refused, without showing it`, () => {
      assert.throws(
        () => read({ clientSecretFile: "s" }, env, files),
        (error: Error) => message.test(error.message) && !error.message.includes("canary"),
      );
    });
  }

  it("with an empty secret in the environment is refused", () => {
    assert.throws(() => read({}, { [secretVariable]: "" }), { message: `${secretVariable}: is empty` });
  });
});
