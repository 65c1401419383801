import assert from "node:assert/strict";
import { isKnownHost, listenAddress } from "../../../fleet/serve/listen-address";

const behindTls = new URL("https://fleet.example.org");
const onThisMachine = new URL("http://localhost:8080");

describe("where the page is listened for", () => {
  for (const [host, address] of [
    ["127.0.0.1", "127.0.0.1"],
    ["127.1.2.3", "127.1.2.3"],
    ["::1", "::1"],
    ["localhost", "127.0.0.1"],
  ] as const) {
    it(`is ${host} with and without sign-in`, () => {
      assert.equal(listenAddress(host, undefined), address);
      assert.equal(listenAddress(host, behindTls), address);
    });
  }

  for (const host of [
    "0.0.0.0",
    "::",
    "192.0.2.7",
    "fleet.example.org",
    "127.evil.example",
    "localhost.example",
  ]) {
    it(`is not ${host} without sign-in`, () => {
      assert.throws(() => listenAddress(host, undefined), {
        name: "InputError",
        message:
          `--host ${host}: without sign-in everybody who reaches this address would see the whole fleet; set up ` +
          "sign-in with --oidc and --access, or listen on 127.0.0.1 and use an SSH tunnel (docs/guides/fleet.md#serve)",
      });
    });
  }

  it("is every address with sign-in behind TLS, and this machine alone where people open an http address", () => {
    assert.equal(listenAddress("0.0.0.0", behindTls), "0.0.0.0");
    assert.throws(() => listenAddress("0.0.0.0", onThisMachine), /would cross the network in the clear/);
  });
});

describe("the host that a request asks for", () => {
  const known: readonly (readonly [string | undefined, URL | undefined, boolean])[] = [
    ["localhost:8080", undefined, true],
    ["127.0.0.1", undefined, true],
    ["[::1]:8080", undefined, true],
    ["fleet.example.org", undefined, false],
    ["localhost.evil.example:8080", undefined, false],
    ["evil.example:8080", undefined, false],
    ["127.0.0.1.evil.example", undefined, false],
    ["", undefined, false],
    [undefined, undefined, false],
    ["fleet.example.org", behindTls, true],
    ["FLEET.example.org", behindTls, true],
    ["fleet.example.org:8443", behindTls, false],
    ["other.example.org", behindTls, false],
    ["127.0.0.1:8080", behindTls, true],
  ];
  for (const [header, publicUrl, expected] of known) {
    it(`${String(header)} is ${expected ? "known" : "unknown"} ${publicUrl === undefined ? "without" : "with"} sign-in`, () => {
      assert.equal(isKnownHost(header, publicUrl), expected);
    });
  }
});
