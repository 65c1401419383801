import * as fs from "node:fs";
import type { Command } from "commander";
import { deleteControlPlane, listControlPlanes, stopControlPlane } from "../localcloud/kubernetes";
import { installPlugins } from "../localcloud/providers/install";
import { findContext, UserError } from "./context";
import { addFaultCommands } from "./fault";
import { addClusterCommands } from "./local-cluster";
import { addShowCommand } from "./local-show";
import { writeKubeconfig } from "./kubeconfig";
import { pulumiEnvironment } from "./pulumi";

/** Adds `local down`, `local reset`, `local env`, `local cluster` and `local fault`. */
export function addLocalCommands(program: Command, finish: (exitCode: number) => void): void {
  const local = program
    .command("local")
    .description("The local cloud itself: its processes, its data, its environment.");
  local
    .command("down")
    .description("End the processes of the local cloud. Its data stays; the next up starts them again.")
    .addHelpText("after", "\nExample:\n  mullion local down")
    .action(async () => {
      finish(await down());
    });
  local
    .command("reset")
    .description("End the processes and delete all data of the local cloud, the stacks' state included.")
    .option("-y, --yes", "do not ask")
    .addHelpText("after", "\nExample:\n  mullion local reset --yes")
    .action(async (flags: { readonly yes?: boolean }) => {
      finish(await reset(flags.yes ?? false));
    });
  local
    .command("env")
    .description(
      "Print the shell lines that make kubectl and the real pulumi CLI work against the local cloud.",
    )
    .option("-s, --stack <name>", "also write and name this stack's KUBECONFIG")
    .addHelpText(
      "after",
      '\nExample:\n  eval "$(mullion local env --stack dev)"; kubectl get nodes; pulumi stack ls',
    )
    .action(async (flags: { readonly stack?: string }) => {
      finish(await env(flags.stack));
    });
  addShowCommand(local, finish);
  addClusterCommands(local, finish);
  addFaultCommands(local, finish);
}

async function down(): Promise<number> {
  const { home } = findContext();
  const running = listControlPlanes(home).filter((plane) => plane.running);
  for (const { id } of running) {
    await stopControlPlane(home, id);
    process.stdout.write(`stopped the control plane ${id}\n`);
  }
  if (running.length === 0) process.stdout.write("nothing of the local cloud runs\n");
  return 0;
}

async function reset(yes: boolean): Promise<number> {
  const { home } = findContext();
  if (!yes) {
    throw new UserError(
      `local reset deletes ${home.root} with the state of every stack in it: add --yes to do it`,
    );
  }
  for (const { id } of listControlPlanes(home)) await deleteControlPlane(home, id);
  fs.rmSync(home.root, { recursive: true, force: true });
  process.stdout.write(`deleted ${home.root}\n`);
  return 0;
}

async function env(stack: string | undefined): Promise<number> {
  const context = findContext();
  installPlugins(context.home);
  const variables: Record<string, string> = { ...pulumiEnvironment(context) };
  if (stack !== undefined) {
    const file = await writeKubeconfig(context, stack);
    if (file === undefined)
      throw new UserError(`stack ${stack} has no output kubeconfig: run "mullion up --stack ${stack}" first`);
    variables["KUBECONFIG"] = file;
  }
  for (const [name, value] of Object.entries(variables))
    process.stdout.write(`export ${name}=${quote(value)}\n`);
  return 0;
}

/** A word that every POSIX shell takes as it is. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
