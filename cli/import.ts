import * as fs from "node:fs";
import type { Command } from "commander";
import * as v from "valibot";
import { settle, withNamedInputs, type ImportFile } from "../adopt";
import { standIns } from "../localcloud/providers/install";
import { isRecord } from "../localcloud/wire/values";
import { takeOver } from "./adopt/take-over";
import { checkStack, findContext, passphraseFor, UserError } from "./context";
import { prepare } from "./prepare";

const entry = v.object({
  type: v.string(),
  name: v.string(),
  logicalName: v.optional(v.string()),
  id: v.optional(v.string()),
  parent: v.optional(v.string()),
  component: v.optional(v.literal(true)),
  properties: v.optional(v.array(v.string())),
});
const importFile = v.object({
  nameTable: v.optional(v.record(v.string(), v.string()), {}),
  resources: v.array(entry),
});

/** Adds `import` and `settle`. */
export function addImportCommands(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("import")
    .description("Take objects of the local cloud into a stack, as pulumi import --file does.")
    .argument("<file>", "import file, as mullion adopt writes it")
    .requiredOption("-s, --stack <name>", "the stack")
    .addHelpText("after", "\nExample:\n  mullion import --stack legacy legacy.import.json")
    .action(async (file: string, { stack }: { readonly stack: string }) => {
      await importInto(stack, file);
      finish(0);
    });
  program
    .command("settle")
    .description(
      "Take out of an exported state what pulumi import has put there too much, after mullion adopt.",
    )
    .argument("[file]", "output of pulumi stack export; - is standard input", "-")
    .requiredOption(
      "--import <file>",
      "the import file, as mullion adopt writes it: inputs that it names stay",
    )
    .addHelpText(
      "after",
      `
Copies of node pools in the cluster of AKS go, and inputs that the import file does not name. Asks no cloud, and leaves
secrets encrypted.

Example:
  pulumi stack export --stack legacy | mullion settle --import legacy.import.json | pulumi stack import --stack legacy`,
    )
    .action((file: string, flags: { readonly import: string }) => {
      process.stdout.write(settled(readText(file), readImportFile(flags.import)));
      finish(0);
    });
}

async function importInto(stack: string, file: string): Promise<void> {
  const context = findContext();
  checkStack(context, stack);
  const imports = readImportFile(file);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  await prepare(context, say, { build: false });
  const { home, projectDir } = context;
  const removed = await takeOver(
    {
      ...{ projectDir, stack, backend: home.backend, pulumiHome: home.pulumiHome },
      passphrase: passphraseFor(home),
      env: { MULLION_HOME: home.root },
      allowedProviders: standIns,
    },
    imports,
  );
  const objects = imports.resources.filter(({ component }) => component !== true);
  say(`${String(objects.length)} objects are in the stack ${stack}.`);
  if (removed.length > 0) say(`Copies in the cluster's inputs were taken out: ${removed.join(", ")}.`);
}

function readImportFile(file: string): ImportFile {
  const parsed = v.safeParse(importFile, parse(file));
  if (parsed.success) return parsed.output;
  throw new UserError(
    `${file}: is no import file: ${parsed.issues.map((issue) => `${v.getDotPath(issue) ?? ""} ${issue.message}`).join("; ")}`,
  );
}

function settled(text: string, imports: ImportFile): string {
  const whole: unknown = parseText("standard input", text);
  const deployment = isRecord(whole) ? whole["deployment"] : undefined;
  if (!isRecord(whole) || !isRecord(deployment) || !Array.isArray(deployment["resources"]))
    throw new UserError("the input is no exported state: use the output of pulumi stack export");
  const { resources, removed } = settle(withNamedInputs(deployment["resources"], imports));
  process.stderr.write(
    removed.length === 0 ? "no copies of pools to take out\n" : `copies taken out: ${removed.join(", ")}\n`,
  );
  return `${JSON.stringify({ ...whole, deployment: { ...deployment, resources } }, undefined, 4)}\n`;
}

function parse(file: string): unknown {
  return parseText(file, readText(file));
}

function parseText(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${name}: is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new UserError(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
