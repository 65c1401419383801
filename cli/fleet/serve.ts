import * as fs from "node:fs";
import * as path from "node:path";
import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import { isIsoDate } from "../../catalogue/source";
import type { IsoDate } from "../../catalogue/source";
import { today } from "../../config/today";
import { watchFleet } from "../../fleet/live";
import { readAccess, readSignIn, secretVariable, serveFleet, strangers } from "../../fleet/serve";
import type { SignInConfiguration } from "../../fleet/serve";
import { UserError } from "../context";
import { waiversHelp, waiversOf } from "../waivers";
import type { StackFlags } from "./stacks";
import { addStackOptions, secretsHelp, stacksOf } from "./stacks";

/** What `fleet serve` takes from the command line. */
interface Flags extends StackFlags {
  readonly port: number;
  readonly host: string;
  readonly oidc?: string;
  readonly access?: string;
  readonly asOf?: IsoDate;
  readonly waivers?: string;
}

const help = `${secretsHelp}

Examples:
  mullion fleet serve
  mullion fleet serve --exports states --kubeconfig ~/.kube/config --port 9000
  ${secretVariable}=… mullion fleet serve --host 0.0.0.0 --oidc fleet-oidc.yaml --access fleet-access.yaml

Without --oidc it listens on this machine alone, and whoever opens it here sees everything. Ctrl-C ends it.

Exit codes:
  0    ended by Ctrl-C
  1    a file or the command line is wrong, or the provider does not answer

docs/guides/fleet.md explains sign-in and access.`;

/** Adds `fleet serve`. */
export function addFleetServeCommand(fleet: Command, finish: (exitCode: number) => void): void {
  const command = fleet
    .command("serve")
    .description("Show all clusters as read-only web pages that keep themselves up to date.");
  addStackOptions(command)
    .addOption(
      new Option("--port <n>", "port to listen on; 0 is any free one").argParser(parsePort).default(8080),
    )
    .option(
      "--host <address>",
      "address to listen on; others than this machine's own need --oidc",
      "127.0.0.1",
    )
    .option("--oidc <file>", "who may sign in: the OpenID provider, YAML")
    .option("--access <file>", "which groups see which clusters, YAML")
    .addOption(new Option("--as-of <date>", "judge dates on this day (default: today)").argParser(parseDay))
    .option("--waivers <file>", waiversHelp)
    .addHelpText("after", help)
    .action(async (flags: Flags) => {
      await serve(flags);
      finish(0);
    });
}

async function serve({ port, host, oidc, access, asOf, waivers: file, ...flags }: Flags): Promise<void> {
  const signIn = readSignInFiles(oidc, access);
  const waivers = waiversOf(process.cwd(), file);
  const stacks = await stacksOf(flags);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const warn = (line: string) => void process.stderr.write(`mullion: ${line}\n`);
  const fleet = watchFleet({ stacks, waivers, today: asOf === undefined ? today : () => asOf });
  try {
    const server = await serveFleet({ fleet, host, port, warn, ...(signIn === undefined ? {} : { signIn }) });
    say(`${String(stacks.length)} ${stacks.length === 1 ? "cluster" : "clusters"}, read-only: ${server.url}`);
    say(
      signIn === undefined ? openToThisMachine : `Sign-in by ${signIn.settings.issuer.href}. Ctrl-C ends it.`,
    );
    const names = stacks.map(({ name }) => name);
    for (const line of strangers(signIn?.access ?? new Map(), names)) warn(`${access ?? ""}: ${line}`);
    await interrupted();
    await server.close();
  } finally {
    fleet.close();
  }
}

const openToThisMachine =
  "No sign-in: whoever opens it on this machine sees everything, and nobody else can. Ctrl-C ends it.";

function readSignInFiles(
  oidc: string | undefined,
  access: string | undefined,
): SignInConfiguration | undefined {
  if (oidc === undefined && access === undefined) return undefined;
  if (oidc === undefined) throw new UserError("--access: needs --oidc; without sign-in there are no groups");
  if (access === undefined) {
    throw new UserError("--oidc: needs --access; without it nobody who signs in would see anything");
  }
  const readFile = (file: string) => fs.readFileSync(path.resolve(path.dirname(oidc), file), "utf8");
  const { settings, clientSecret } = readSignIn(read("--oidc", oidc), oidc, { env: process.env, readFile });
  return {
    settings,
    access: readAccess(read("--access", access), access),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
}

function read(option: string, file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new UserError(`${option} ${file}: cannot be read: ${cause}`);
  }
}

async function interrupted(): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = () => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
}

function parsePort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("must be a port from 0 to 65535.");
}

function parseDay(text: string): IsoDate {
  if (isIsoDate(text)) return text;
  throw new InvalidArgumentError("must be a day such as 2027-03-31.");
}
