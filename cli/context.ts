import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { resolveHome } from "../localcloud/home";
import type { Home } from "../localcloud/home";

/** What every command works on. */
export interface Context {
  /** Folder that holds Pulumi.yaml. */
  readonly projectDir: string;
  /** Name of the project, from Pulumi.yaml. */
  readonly project: string;
  readonly home: Home;
}

/** A mistake of the person at the keyboard: said in one line, without a stack trace, exit code 1. */
export class UserError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UserError";
  }
}

/**
 * Finds the project from a folder upwards.
 *
 * @throws UserError when there is no Pulumi.yaml, or none with a name.
 */
export function findContext(from = process.cwd(), env: NodeJS.ProcessEnv = process.env): Context {
  const projectDir = findUpwards(from, "Pulumi.yaml");
  if (projectDir === undefined) {
    throw new UserError(
      `no Pulumi.yaml in ${from} or above it: start mullion in the folder of a Pulumi project`,
    );
  }
  const settings: unknown = parse(fs.readFileSync(path.join(projectDir, "Pulumi.yaml"), "utf8"));
  const project =
    typeof settings === "object" && settings !== null && "name" in settings ? settings.name : undefined;
  if (typeof project !== "string" || project === "") {
    throw new UserError(`${path.join(projectDir, "Pulumi.yaml")}: name: must be a string, it is missing`);
  }
  return { projectDir, project, home: resolveHome(env, projectDir) };
}

/**
 * Checks that a stack has a configuration file.
 *
 * @throws UserError that lists the stacks there are.
 */
export function checkStack(context: Pick<Context, "projectDir">, stack: string): void {
  if (fs.existsSync(path.join(context.projectDir, `Pulumi.${stack}.yaml`))) return;
  const stacks = stackNames(context.projectDir);
  const known = stacks.length === 0 ? "there are none" : `there are: ${stacks.join(", ")}`;
  throw new UserError(`--stack ${stack}: no Pulumi.${stack}.yaml in ${context.projectDir}; ${known}`);
}

/** The stacks of a project, by their configuration files. */
export function stackNames(projectDir: string): string[] {
  return fs
    .readdirSync(projectDir)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/**
 * The passphrase for secrets in state: the user's own (`PULUMI_CONFIG_PASSPHRASE`, `PULUMI_CONFIG_PASSPHRASE_FILE`),
 * else one that is made once for this home and kept in a file that only this user can read.
 */
export function passphraseFor(home: Home, env: NodeJS.ProcessEnv = process.env): string {
  const given = givenPassphrase(env);
  if (given !== undefined) return given;
  if (!fs.existsSync(home.passphraseFile)) {
    fs.mkdirSync(home.root, { recursive: true });
    const unfinished = `${home.passphraseFile}.${String(process.pid)}`;
    fs.writeFileSync(unfinished, randomBytes(24).toString("base64url"), { mode: 0o600 });
    // A link fails where another command was faster; then its passphrase is the one.
    try {
      fs.linkSync(unfinished, home.passphraseFile);
    } catch (error) {
      if (!fs.existsSync(home.passphraseFile)) throw error;
    } finally {
      fs.rmSync(unfinished);
    }
  }
  return fs.readFileSync(home.passphraseFile, "utf8");
}

/** The user's own passphrase; `undefined` when there is none. @throws UserError when its file cannot be read */
export function givenPassphrase(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const given = env["PULUMI_CONFIG_PASSPHRASE"];
  if (given !== undefined) return given;
  const file = env["PULUMI_CONFIG_PASSPHRASE_FILE"];
  return file === undefined || file === "" ? undefined : readPassphrase(file);
}

function readPassphrase(file: string): string {
  try {
    return fs.readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new UserError(
      `PULUMI_CONFIG_PASSPHRASE_FILE: cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function findUpwards(from: string, file: string): string | undefined {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, file))) return folder;
    if (path.dirname(folder) === folder) return undefined;
  }
}
