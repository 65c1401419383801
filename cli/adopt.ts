import * as fs from "node:fs";
import * as path from "node:path";
import { Option } from "commander";
import type { Command } from "commander";
import { stringify } from "yaml";
import { AdoptInputError, draftOf, importFile, readCluster, reconcile, trapsOf, withKept } from "../adopt";
import type { Draft, Found, PlannedResource } from "../adopt";
import { parseConfig } from "../config/parse";
import { formatProblem } from "../config/problem";
import { environments } from "../config/schema/common";
import { today } from "../config/today";
import { isRecord } from "../localcloud/wire/values";
import { hasFailed, prove } from "./adopt/prove";
import { renderAdoption } from "./adopt/render";
import { refuseExisting, writeNew } from "./adopt/write";
import { lookAt } from "./check/look";
import { findContext, UserError } from "./context";
import type { Context } from "./context";
import { paintFor } from "./display/colour";
import { inEditedProject } from "./edited-project";
import { planOf } from "./plan";

interface Flags {
  readonly stack: string;
  readonly environment: string;
  readonly prove?: boolean;
  readonly policyPack: readonly string[];
}

const help = `
The files, in any order: az aks show -o json, az aks nodepool list -o json; aws eks describe-cluster, describe-nodegroup,
describe-addon, aws autoscaling describe-auto-scaling-groups; pulumi stack export of the program that made the cluster;
mullion local show on the local cloud.
Writes Pulumi.<stack>.yaml and <stack>.import.json, both or none, and never over a file that exists. Asks no cloud.

Examples:
  az aks show -g legacy -n old -o json > old.json
  mullion adopt old.json --stack legacy --environment prod
  mullion local show old > old.json && mullion adopt old.json --stack legacy --environment dev --prove

Exit codes:
  0  written; with --prove, the preview after the import changes nothing of what was taken over; findings of the
     policy pack are shown and change no exit code
  3  --prove, and it changes something: nothing is written
  1  the cluster cannot be adopted as it is, or the command line is wrong`;

/** Adds `adopt`. */
export function addAdoptCommand(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("adopt")
    .description("Write the configuration and the import file that take over a cluster made by other means.")
    .argument("<file...>", "descriptions of the cluster, JSON")
    .requiredOption("-s, --stack <name>", "name of the new stack")
    .addOption(
      new Option("--environment <name>", "what the stack is; all but dev protect their cluster")
        .choices(environments)
        .makeOptionMandatory(),
    )
    .option("--prove", "import into a state of its own on the local cloud, and preview: nothing may change")
    .option("--policy-pack <folder...>", "with --prove: packs that the first up is judged by", ["policy"])
    .addHelpText("after", help)
    .action(async (files: readonly string[], flags: Flags) => {
      finish(
        await adopt(files, flags).catch((error: unknown) => {
          throw error instanceof AdoptInputError ? new UserError(error.message) : error;
        }),
      );
    });
}

async function adopt(files: readonly string[], flags: Flags): Promise<number> {
  const context = findContext();
  const { stack } = flags;
  const importName = `${stack}.import.json`;
  const places = [`Pulumi.${stack}.yaml`, importName].map((name) => path.join(context.projectDir, name));
  const [configFile = "", importPlace = ""] = places;
  refuseExisting(places);
  const found = readCluster(files.map((name) => ({ name, text: readText(name) })));
  const draft = draftOf(found, flags.environment);
  checkDraft(context, stack, found, draft.config);
  const planned = await planDraft(context, stack, draft);
  const { matches, creates } = reconcile(planned, found, draft.pools);
  const configuration = fileText(context.project, found, withKept(draft, matches));
  const file = importFile(matches, planned);
  const policyPacks = flags.policyPack.map((folder) => path.resolve(context.projectDir, folder));
  const claim = { stack, configuration, importFile: file, policyPacks };
  const proof = flags.prove === true ? await prove(context, claim) : undefined;
  const failed = hasFailed(proof);
  if (!failed)
    writeNew([
      { file: configFile, text: configuration },
      { file: importPlace, text: `${JSON.stringify(file, undefined, 2)}\n` },
    ]);
  const adoption = {
    ...{ stack, title: titleOf(found), matches, creates, traps: trapsOf(found), importName },
    ...(proof === undefined ? {} : { proof }),
  };
  process.stdout.write(renderAdoption(adoption, paintFor(process.stdout)));
  return failed ? 3 : 0;
}

/** A configuration that the program would refuse is no adoption. */
function checkDraft(
  { project }: Context,
  stack: string,
  found: Found,
  config: Readonly<Record<string, unknown>>,
): void {
  const { problems } = parseConfig(config, { defaultName: `${project}-${stack}`, asOf: today() });
  if (problems.length === 0) return;
  throw new UserError(
    [
      `${titleOf(found)} cannot be adopted as it is; nothing was written:`,
      ...problems.map((problem) => `  ${formatProblem(problem)}`),
    ].join("\n"),
  );
}

async function planDraft(
  { project, projectDir }: Context,
  stack: string,
  { config }: Draft,
): Promise<readonly PlannedResource[]> {
  const text = stringify(prefixed(project, config));
  const look = await inEditedProject(projectDir, stack, text, (folder) =>
    lookAt({ projectDir: folder, stack, policyPacks: [] }),
  );
  return planOf(project, stack, look).resources.map(
    ({ urn, custom, inputs, parent, provider, ignoreChanges }) => ({
      urn,
      custom,
      inputs: isRecord(inputs) ? inputs : {},
      ...(parent === undefined ? {} : { parent }),
      ...(typeof provider === "string" ? { provider } : {}),
      ignoreChanges: Array.isArray(ignoreChanges)
        ? ignoreChanges.filter((path) => typeof path === "string")
        : [],
    }),
  );
}

function fileText(project: string, found: Found, config: Readonly<Record<string, unknown>>): string {
  const head = [
    "# yaml-language-server: $schema=config/stack.schema.json",
    `# ${titleOf(found)}, made by other means and taken over by mullion adopt: docs/guides/day-two.md.`,
  ];
  return `${head.join("\n")}\n${stringify(prefixed(project, config), { lineWidth: 100 })}`;
}

function prefixed(project: string, config: Readonly<Record<string, unknown>>) {
  const values = Object.entries(config).map(([key, value]) => [`${project}:${key}`, value]);
  // What is imported is the default provider's, which knows no other region.
  const provider = config["target"] === "eks" ? { "aws:region": config["region"] } : {};
  return { config: { ...provider, ...(Object.fromEntries(values) as Readonly<Record<string, unknown>>) } };
}

function titleOf({ target, cluster }: Found): string {
  return `The ${target.toUpperCase()} cluster ${cluster.name}`;
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
