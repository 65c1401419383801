import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { listAt, textAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { PropertyValue } from "../../localcloud/wire/values";
import { InputError } from "../../impact/input-error";
import { readDeployment, stackOutput } from "./deployment";
import type { Credentials, Stack } from "./stack";
import { closedOutput, credentialsIn, kubeconfigOutput, stateKubeconfig, unreadableStack } from "./stack";

/** How the Pulumi CLI is called. */
export interface PulumiCli {
  /** The program. */
  readonly command: string;
  /** Folder of the project. */
  readonly projectDir: string;
  /** Address of the backend; absent: the one that the CLI is logged in to. */
  readonly backend?: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A state of some thousand resources has tens of megabytes. */
const largestAnswerBytes = 512 * 1024 * 1024;

/** Seconds after which a CLI that hangs, at a question for instance, is given up. */
const patienceSeconds = 120;

/** How many stacks are exported at a time: each is a process of its own. */
const atATime = 4;

/**
 * The stacks of the project in Pulumi's own backend, asked for by its CLI.
 *
 * @throws {@link InputError} with the CLI's own words when it lists no stacks.
 * @see https://www.pulumi.com/docs/iac/cli/commands/pulumi_stack_ls/ (read 2026-11-23)
 */
export async function pulumiStacks(cli: PulumiCli, wanted?: readonly string[]): Promise<readonly Stack[]> {
  const listed = await listStacks(cli);
  const names = listed.filter((name) => wanted === undefined || wanted.includes(name));
  const stacks: Stack[] = [];
  for (let start = 0; start < names.length; start += atATime) {
    stacks.push(
      ...(await Promise.all(names.slice(start, start + atATime).map((name) => exportStack(cli, name)))),
    );
  }
  return stacks;
}

async function listStacks(cli: PulumiCli): Promise<readonly string[]> {
  try {
    const stacks: unknown = JSON.parse(await run(cli, ["stack", "ls", "--json"]));
    // The CLI writes plain JSON.
    return listAt({ stacks: stacks as PropertyValue }, "stacks").map((stack) => textAt(stack, "name"));
  } catch (error) {
    throw new InputError("pulumi stack ls", [{ path: "", message: messageOf(error) }]);
  }
}

async function exportStack(cli: PulumiCli, stack: string): Promise<Stack> {
  const source = { kind: "pulumi", where: cli.backend ?? "the backend that pulumi is logged in to" } as const;
  const about = { name: stack, stack, source };
  try {
    const deployment = readDeployment(await run(cli, ["stack", "export", "--stack", stack]));
    const credentials = async (): Promise<Credentials> => {
      if (stackOutput(deployment, kubeconfigOutput).kind !== "encrypted")
        return credentialsIn(deployment, undefined);
      // The CLI opens this one output, by whatever provider of secrets the stack has.
      return run(cli, ["stack", "output", kubeconfigOutput, "--show-secrets", "--stack", stack]).then(
        (text) => stateKubeconfig(deployment, text.trimEnd()),
        (error: unknown) => closedOutput(messageOf(error)),
      );
    };
    return { ...about, deployment, credentials };
  } catch (error) {
    return unreadableStack(about, `pulumi stack export --stack ${stack}: ${messageOf(error)}.`);
  }
}

async function run(cli: PulumiCli, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(cli.command, [...args, "--non-interactive"], {
    cwd: cli.projectDir,
    env: {
      ...cli.env,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      ...(cli.backend === undefined ? {} : { PULUMI_BACKEND_URL: cli.backend }),
    },
    maxBuffer: largestAnswerBytes,
    timeout: patienceSeconds * 1000,
  });
  return stdout;
}

/** The last line that the CLI said about it; never what it wrote to standard output, which may be a secret. */
function messageOf(error: unknown): string {
  const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
  const words =
    said
      .split("\n")
      .at(-1)
      ?.replace(/^error: /, "") ?? "";
  if (words !== "") return words.replace(/\.$/, "");
  return error instanceof Error ? error.message.replace(/\.$/, "") : String(error);
}
