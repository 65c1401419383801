import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Command } from "commander";
import { addFleetServeCommand } from "../../../cli/fleet/serve";

describe("mullion fleet serve", () => {
  let folder = "";
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-fleet-serve-"));
    write("kubeconfig", {
      clusters: [{ name: "edge", cluster: { server: "https://127.0.0.1:1" } }],
      contexts: [{ name: "edge", context: { cluster: "edge", user: "edge" } }],
      users: [{ name: "edge", user: { token: "canary" } }],
    });
    write("oidc.yaml", {
      issuer: "http://127.0.0.1:1",
      clientId: "fleet",
      publicUrl: "http://localhost:8080",
    });
    write("bad-oidc.yaml", {
      issuer: "login",
      publicUrl: "https://fleet.example.org/x",
      clientSecret: "canary",
    });
    write("access.yaml", { groups: { shop: [{ clusters: ["edge"] }] } });
    write("bad-access.yaml", { groups: { shop: [{ clusters: "edge" }] } });
  });
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  function write(name: string, content: unknown): void {
    fs.writeFileSync(path.join(folder, name), JSON.stringify(content));
  }

  /** Runs the command; names of files in the folder are written as `@name`. */
  async function run(...args: readonly string[]): Promise<void> {
    const fleet = new Command("fleet").exitOverride().configureOutput({ writeErr: () => undefined });
    addFleetServeCommand(fleet, (exitCode) => assert.fail(`it ended with ${String(exitCode)}`));
    fleet.commands[0]?.exitOverride().configureOutput({ writeErr: () => undefined });
    const given = args.map((arg) => (arg.startsWith("@") ? path.join(folder, arg.slice(1)) : arg));
    await fleet.parseAsync(["serve", "--kubeconfig", path.join(folder, "kubeconfig"), ...given], {
      from: "user",
    });
  }

  const refused: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      "another address without sign-in",
      ["--host", "0.0.0.0"],
      /^--host 0\.0\.0\.0: without sign-in everybody/,
    ],
    ["groups without sign-in", ["--access", "@access.yaml"], /^--access: needs --oidc/],
    ["sign-in without groups", ["--oidc", "@oidc.yaml"], /^--oidc: needs --access/],
    [
      "a file that is not there",
      ["--oidc", "@nope", "--access", "@access.yaml"],
      /^--oidc .*nope: cannot be read: ENOENT/,
    ],
    [
      "every mistake of a file at once",
      ["--oidc", "@bad-oidc.yaml", "--access", "@access.yaml"],
      /issuer: must be .*\n.*clientId: is missing.*\n.*publicUrl: must be .*\n.*clientSecret: is not known/,
    ],
    [
      "a wrong access file",
      ["--oidc", "@oidc.yaml", "--access", "@bad-access.yaml"],
      /groups\.shop\[0\]\.clusters: must be a list/,
    ],
    [
      "a provider that does not answer",
      ["--oidc", "@oidc.yaml", "--access", "@access.yaml"],
      /the provider cannot be used/,
    ],
    ["a port that is none", ["--port", "65536"], /must be a port from 0 to 65535/],
    ["a day that is none", ["--as-of", "2026-02-30"], /must be a day such as/],
    [
      "a stack that is not there",
      ["--stack", "prod"],
      /^--stack prod: there is no such stack; there are: edge/,
    ],
  ];
  for (const [what, args, message] of refused) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(run(...args), (error: Error) => {
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /canary/);
        return true;
      });
    });
  }
});
