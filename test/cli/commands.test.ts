import assert from "node:assert/strict";
import { Command } from "commander";
import { commandGroups, groupsFor } from "../../cli/commands";

describe("the commands", () => {
  for (const { names, load } of commandGroups) {
    it(`${names.join(", ")}: the file adds these and no others`, () => {
      const program = new Command();
      load()(program, () => undefined);
      assert.deepEqual(
        program.commands.map((command) => command.name()),
        names,
      );
    });
  }

  it("are loaded when they are named, and all for everything else", () => {
    assert.deepEqual(
      groupsFor("settle").map(({ names }) => names),
      [["import", "settle"]],
    );
    for (const other of [undefined, "help", "--help", "stauts"])
      assert.equal(groupsFor(other), commandGroups);
  });
});
