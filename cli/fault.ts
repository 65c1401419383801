import { Argument, InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import { awsFaultPlanFile } from "../localcloud/aws";
import { awsFaults } from "../localcloud/aws/faults";
import { azureFaults, faultPlanFile } from "../localcloud/azure/faults";
import type { Fault, FaultWords } from "../localcloud/clouds/faults";
import { addFaultTo, clearFaultsOf, readFaults } from "../localcloud/clouds/faults";
import type { Home } from "../localcloud/home";
import { findContext, UserError } from "./context";
import { paintFor } from "./display/colour";
import { drawTable } from "./display/table";

interface Flags {
  readonly cloud: CloudName;
  readonly type?: string;
  readonly name?: string;
  readonly method?: string;
  readonly times?: number;
  readonly skip?: number;
  readonly retryAfter?: number;
}

interface FaultyCloud {
  readonly title: string;
  readonly words: FaultWords<string, string>;
  readonly file: (home: Home) => string;
}

const clouds = {
  azure: { title: "Azure", words: azureFaults, file: faultPlanFile },
  aws: { title: "AWS", words: awsFaults, file: awsFaultPlanFile },
} as const satisfies Record<string, FaultyCloud>;

type CloudName = keyof typeof clouds;

const cloudNames = Object.keys(clouds);

function helpOf({ title, words }: FaultyCloud): string {
  const kinds = Object.entries(words.kinds).map(([kind, what]) => `  ${kind.padEnd(17)} ${what}`);
  return `\nKinds on ${title} (methods ${words.methods.join(", ")}):\n${kinds.join("\n")}\n`;
}

/** Adds `local fault add`, `list` and `clear`: what goes wrong in the local cloud, on demand. */
export function addFaultCommands(local: Command, finish: (exitCode: number) => void): void {
  const fault = local
    .command("fault")
    .description("Let a local cloud fail on demand, to see what a stack makes of it.");
  fault
    .command("add")
    .description("Let requests that match fail from now on.")
    .addArgument(new Argument("<kind>", "what goes wrong"))
    .addOption(cloudOption())
    .option("--type <type>", "only this type of resource, for instance agentPools")
    .option("--name <name>", "only the resource of this name")
    .option("--method <method>", "only this method, for instance PUT or Create")
    .option("--times <n>", "how many requests fail (default: 1)", wholeNumber)
    .option("--skip <n>", "how many matching requests go well before (default: 0)", wholeNumber)
    .option("--retry-after <seconds>", "what throttle asks to wait (default: 30)", wholeNumber)
    .addHelpText(
      "after",
      `${Object.values(clouds).map(helpOf).join("")}\nExamples:\n  mullion local fault add operation-failed --type agentPools --name wina\n  mullion local fault add capacity --cloud aws --type NodeGroup --name wina`,
    )
    .action((kind: string, flags: Flags) => {
      const { words, file }: FaultyCloud = clouds[flags.cloud];
      checkWords(words, kind, flags);
      const added = addFaultTo(file(findContext().home), words, faultOf(kind, flags));
      process.stdout.write(`${describe(added, words)}\n`);
      finish(0);
    });
  fault
    .command("list")
    .description("List the faults that are switched on.")
    .action(() => {
      const { home } = findContext();
      const rows = Object.values(clouds).flatMap(({ title, words, file }: FaultyCloud) =>
        readFaults(file(home), words).map((one) => [
          title,
          one.kind,
          one.type ?? "any",
          one.name ?? "any",
          String(one.times ?? 1),
          String(one.skip ?? 0),
        ]),
      );
      const lines =
        rows.length === 0
          ? ["no faults"]
          : drawTable(["cloud", "kind", "type", "name", "times", "skip"], rows, paintFor(process.stdout));
      for (const line of lines) process.stdout.write(`${line}\n`);
      finish(0);
    });
  fault
    .command("clear")
    .description("Switch all faults off.")
    .action(() => {
      const { home } = findContext();
      for (const { file } of Object.values(clouds)) clearFaultsOf(file(home));
      process.stdout.write("no faults\n");
      finish(0);
    });
}

function cloudOption(): Option {
  return new Option("--cloud <cloud>", "which cloud fails").choices(cloudNames).default("azure");
}

/** Both clouds have words of their own, so the command line's parser cannot know them. */
function checkWords(words: FaultWords<string, string>, kind: string, { cloud, method }: Flags): void {
  const kinds = Object.keys(words.kinds);
  if (!kinds.includes(kind))
    throw new UserError(`${kind} is no fault of ${clouds[cloud].title}; use one of ${kinds.join(", ")}`);
  if (method !== undefined && !words.methods.includes(method))
    throw new UserError(
      `--method ${method} is no method of ${clouds[cloud].title}; use one of ${words.methods.join(", ")}`,
    );
}

function faultOf(kind: string, { retryAfter, type, name, method, times, skip }: Flags): Omit<Fault, "id"> {
  return {
    kind,
    ...(method === undefined ? {} : { method }),
    ...(type === undefined ? {} : { type }),
    ...(name === undefined ? {} : { name }),
    ...(skip === undefined ? {} : { skip }),
    ...(times === undefined ? {} : { times }),
    ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
  };
}

function describe(fault: Fault, words: FaultWords<string, string>): string {
  const { kind, method, type, name, times = 1, skip = 0 } = fault;
  const what = `${method ?? "any change"} of ${type ?? "any resource"}${name === undefined ? "" : ` "${name}"`}`;
  const after = skip === 0 ? "" : `, after ${String(skip)} that ${skip === 1 ? "goes" : "go"} well`;
  return `${kind}: the next ${times === 1 ? "request" : `${String(times)} requests`} (${what})${after}: ${words.kinds[kind] ?? ""}`;
}

function wholeNumber(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("must be a whole number of at least 0.");
}
