import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Command } from "commander";
import { addFleetServeCommand } from "../../cli/fleet/serve";
import { grantsOf, readAccess } from "../../fleet/serve/access/access";
import { readSignIn, secretVariable } from "../../fleet/serve/sign-in/settings";

const guide = fs.readFileSync(path.resolve(__dirname, "../../docs/guides/fleet.md"), "utf8");
const serve = guide.slice(guide.indexOf("\n## Serve\n"));
const [oidc = "", access = ""] = [...serve.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text]) => text);

describe("the guide to the fleet's pages", () => {
  it("shows a sign-in that is read, with the defaults that it names", () => {
    const { settings } = readSignIn(oidc, "guide", { env: {}, readFile: (file) => assert.fail(file) });
    assert.equal(settings.publicUrl.href, "https://fleet.example.org/");
    const least = oidc.replace(/^(scopes|groupsClaim|sessionHours):.*\n/gm, "");
    const defaults = readSignIn(least, "guide", { env: {}, readFile: (file) => assert.fail(file) }).settings;
    assert.equal(defaults.groupsClaim, settings.groupsClaim);
    assert.equal(defaults.sessionHours, settings.sessionHours);
    assert.ok(serve.includes(`# default: ${defaults.scopes.join(", ")}`));
  });

  it("shows an access file that is read", () => {
    const [first, second] = grantsOf(readAccess(access, "guide"), ["shop-developers"]);
    assert.deepEqual(first, { clusters: ["dev"] });
    assert.deepEqual(second, { clusters: ["staging", "prod"], namespaces: ["shop", "shop-jobs"] });
  });

  it("names options and variables that there are, and has the places that messages point to", () => {
    const fleet = new Command("fleet");
    addFleetServeCommand(fleet, () => undefined);
    const options = fleet.commands[0]?.options.map(({ long }) => long) ?? [];
    for (const option of ["--oidc", "--access", "--port", "--host"]) {
      assert.ok(options.includes(option));
      assert.ok(serve.includes(option));
    }
    assert.ok(serve.includes(secretVariable));
    for (const heading of ["## Serve", "### Sign-in", "### Who sees what"])
      assert.ok(serve.includes(`\n${heading}\n`));
  });
});
