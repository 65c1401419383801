import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Command } from "commander";
import { addFleetStatusCommand } from "../../cli/fleet/status";
import { statusHead } from "../../cli/fleet/status-table";
import { rules } from "../../policy/rules";

const guide = fs.readFileSync(path.resolve(__dirname, "../../docs/guides/fleet.md"), "utf8");
const status = guide.slice(
  guide.indexOf("\n## Status"),
  guide.indexOf("\n## ", guide.indexOf("\n## Status") + 1),
);

function statusCommand(): Command {
  const fleet = new Command("fleet");
  addFleetStatusCommand(fleet, () => undefined);
  const [command] = fleet.commands;
  assert.ok(command !== undefined);
  return command;
}

describe("the guide to the fleet", () => {
  it("shows the table with the columns that there are", () => {
    const [, shown = ""] = /```text\n(.*)\n/.exec(guide) ?? [];
    assert.deepEqual(
      shown.split(/ {2,}/),
      statusHead.map((title) => title.toUpperCase()),
    );
  });

  it("shows rules that there are", () => {
    const shown = [...guide.matchAll(/docs\/rules\/([a-z0-9-]+)\.md/g)].map(([, name]) => name);
    assert.ok(shown.length > 3);
    assert.deepEqual(
      shown.filter((name) => !rules.some((rule) => rule.name === name)),
      [],
    );
  });

  it("names every option of status, and none that is not there", () => {
    const known = statusCommand().options.map(({ long }) => long);
    const named = new Set([...status.matchAll(/`(--[a-z-]+)/g)].map(([, option]) => option));
    assert.deepEqual(
      known.filter((option) => option !== "--stack" && !named.has(option ?? undefined)),
      [],
    );
    assert.deepEqual(
      [...named].filter((option) => !known.includes(option ?? "")),
      [],
    );
  });

  it("has the exit codes of the command's help", () => {
    let help = "";
    const command = statusCommand().configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    const inHelp = [...help.slice(help.indexOf("Exit codes:")).matchAll(/^ {2}(\d) {2}(.+)$/gm)];
    const inGuide = [...guide.matchAll(/^\| (\d) +\| (.+?) +\|$/gm)];
    const codes = (found: readonly RegExpMatchArray[]) =>
      found.map(([, code, meaning]) => `${code ?? ""} ${meaning?.replaceAll(",", "") ?? ""}`);
    assert.deepEqual(codes(inGuide).slice(0, 4), codes(inHelp));
    assert.equal(inHelp.length, 4);
  });
});
