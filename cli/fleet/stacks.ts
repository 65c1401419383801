import * as fs from "node:fs";
import { fileURLToPath } from "node:url";
import { Option } from "commander";
import type { Command } from "commander";
import { exportedStacks } from "../../fleet/inventory/exports";
import { withKubeconfig } from "../../fleet/inventory/kubeconfig-contexts";
import { fileBackendStacks } from "../../fleet/inventory/local";
import { pulumiStacks } from "../../fleet/inventory/pulumi";
import type { Stack } from "../../fleet/inventory/stack";
import { findContext, givenPassphrase, passphraseFor, UserError } from "../context";
import { findPulumi } from "../pulumi";

/** What says which clusters are looked at. */
export interface StackFlags {
  readonly stack?: readonly string[];
  readonly backend?: string;
  readonly exports?: string;
  readonly kubeconfig?: string;
}

/** Options that say which clusters are looked at; each command of the fleet has them. */
export function addStackOptions(command: Command): Command {
  return command
    .option("-s, --stack <name...>", "only these stacks (default: all)")
    .addOption(
      new Option(
        "--backend <address>",
        'where the states of this project are: "pulumi" is what the CLI is logged in to, or a file://, s3://, azblob://, gs:// or https:// address (default: the local cloud)',
      ).conflicts("exports"),
    )
    .option("--exports <folder>", 'states in files that "pulumi stack export" wrote, <stack>.json each')
    .option(
      "--kubeconfig <file>",
      "credentials by context, for stacks or clusters of that name; alone: its contexts are the fleet",
    );
}

/** What the help of each command of the fleet says about secrets. */
export const secretsHelp = `
Only looks. Of all secrets one is opened, the kubeconfig of a cluster that is asked, and nothing of it is shown;
PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE opens it outside of the local cloud. A kubeconfig out of
--exports logs in with what stands in it; where it would run a program or read a file, give --kubeconfig.`;

/**
 * The stacks that the flags mean.
 *
 * @throws UserError, InputError with one line per problem: when there is nothing to look at.
 */
export async function stacksOf(
  flags: StackFlags,
  env: NodeJS.ProcessEnv = process.env,
): Promise<readonly Stack[]> {
  if (flags.kubeconfig !== undefined && !fs.existsSync(flags.kubeconfig)) {
    throw new UserError(`--kubeconfig ${flags.kubeconfig}: there is no such file`);
  }
  const found = await inventory(flags, env);
  const all = flags.kubeconfig === undefined ? found : withKubeconfig(found, flags.kubeconfig);
  if (all.length === 0 && flags.stack === undefined) {
    throw new UserError(
      'there are no stacks: bring one up with "mullion up", or say where they are with --backend, --exports or --kubeconfig',
    );
  }
  const known = all.map(({ name }) => name);
  const unknown = (flags.stack ?? []).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const there = known.length === 0 ? "there is none" : `there are: ${known.join(", ")}`;
    // Of a backend that the CLI asks, only the stacks are known that were asked for.
    const hint = isAskedByCli(flags.backend) ? '"pulumi stack ls" lists those that there are' : there;
    throw new UserError(unknown.map((name) => `--stack ${name}: there is no such stack; ${hint}`).join("\n"));
  }
  return all.filter(({ name }) => flags.stack?.includes(name) ?? true);
}

async function inventory(
  { backend, exports, kubeconfig, stack }: StackFlags,
  env: NodeJS.ProcessEnv,
): Promise<readonly Stack[]> {
  if (exports !== undefined) return exportedStacks(exports, givenPassphrase(env));
  if (backend === undefined && kubeconfig !== undefined) return [];
  const { project, projectDir, home } = findContext(process.cwd(), env);
  if (backend === undefined) {
    // Logins to clusters of the local cloud look for it there, wherever in the project the command was called.
    env["MULLION_HOME"] ??= home.root;
    // Where nothing was ever brought up there is no passphrase either, and looking makes none.
    const passphrase = fs.existsSync(home.backend) ? passphraseFor(home, env) : undefined;
    return fileBackendStacks({ folder: home.backend, project, passphrase });
  }
  if (!isAskedByCli(backend)) {
    return fileBackendStacks({ folder: folderOf(backend), project, passphrase: givenPassphrase(env) });
  }
  if (backend !== "pulumi" && !/^(https?|s3|azblob|gs):\/\//.test(backend)) {
    throw new UserError(
      `--backend ${backend}: must be "pulumi" or an address that begins with file://, s3://, azblob://, gs:// or https://`,
    );
  }
  const cli = { command: findPulumi(), projectDir, env, ...(backend === "pulumi" ? {} : { backend }) };
  return pulumiStacks(cli, stack);
}

/** Whether the CLI of Pulumi lists the stacks of a backend; those of folders are read here. */
function isAskedByCli(backend: string | undefined): boolean {
  return backend !== undefined && !backend.startsWith("file://");
}

function folderOf(address: string): string {
  // Pulumi itself takes file://~ and relative paths too; URLs proper cannot be either.
  if (!address.startsWith("file:///")) {
    throw new UserError(`--backend ${address}: must be an absolute path, such as file:///home/me/states`);
  }
  const folder = fileURLToPath(address);
  if (!fs.existsSync(folder)) throw new UserError(`--backend ${address}: there is no such folder`);
  return folder;
}
