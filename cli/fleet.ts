import type { Command } from "commander";
import { addFleetServeCommand } from "./fleet/serve";
import { addFleetStatusCommand } from "./fleet/status";
import { addFleetUpCommand } from "./fleet/up";

/** Adds `fleet` with its own commands. */
export function addFleetCommands(program: Command, finish: (exitCode: number) => void): void {
  const fleet = program
    .command("fleet")
    .description("Look after many clusters at once: a stack is a cluster.");
  addFleetStatusCommand(fleet, finish);
  addFleetServeCommand(fleet, finish);
  addFleetUpCommand(fleet, finish);
}
