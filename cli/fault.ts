import { Argument, InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import { addFault, clearFaults, faultKinds, faultPlanFile, readFaultPlan } from "../localcloud/azure/faults";
import type { Fault, FaultKind, Method } from "../localcloud/azure/faults";
import { findContext } from "./context";
import { paintFor } from "./display/colour";
import { drawTable } from "./display/table";

interface Flags {
  readonly type?: string;
  readonly name?: string;
  readonly method?: Method;
  readonly times?: number;
  readonly skip?: number;
  readonly retryAfter?: number;
}

const kinds = Object.entries(faultKinds)
  .map(([kind, what]) => `  ${kind.padEnd(17)} ${what}`)
  .join("\n");

/** Adds `local fault add`, `list` and `clear`: what goes wrong in the local cloud, on demand. */
export function addFaultCommands(local: Command, finish: (exitCode: number) => void): void {
  const fault = local
    .command("fault")
    .description("Let the local Azure fail on demand, to see what a stack makes of it.");
  fault
    .command("add")
    .description("Let requests that match fail from now on.")
    .addArgument(new Argument("<kind>", "what goes wrong").choices(Object.keys(faultKinds)))
    .option("--type <type>", "only this type of resource, for instance agentPools")
    .option("--name <name>", "only the resource of this name")
    .addOption(new Option("--method <method>", "only this method").choices(["GET", "PUT", "DELETE", "POST"]))
    .option("--times <n>", "how many requests fail (default: 1)", wholeNumber)
    .option("--skip <n>", "how many matching requests go well before (default: 0)", wholeNumber)
    .option("--retry-after <seconds>", "what throttle asks to wait (default: 30)", wholeNumber)
    .addHelpText(
      "after",
      `\nKinds:\n${kinds}\n\nExample:\n  mullion local fault add operation-failed --type agentPools --name wina`,
    )
    .action((kind: FaultKind, flags: Flags) => {
      const added = addFault(findContext().home, faultOf(kind, flags));
      process.stdout.write(`${describe(added)}\n`);
      finish(0);
    });
  fault
    .command("list")
    .description("List the faults that are switched on.")
    .action(() => {
      const faults = readFaultPlan(faultPlanFile(findContext().home));
      const rows = faults.map((one) => [
        one.kind,
        one.type ?? "any",
        one.name ?? "any",
        String(one.times ?? 1),
        String(one.skip ?? 0),
      ]);
      const lines =
        rows.length === 0
          ? ["no faults"]
          : drawTable(["kind", "type", "name", "times", "skip"], rows, paintFor(process.stdout));
      for (const line of lines) process.stdout.write(`${line}\n`);
      finish(0);
    });
  fault
    .command("clear")
    .description("Switch all faults off.")
    .action(() => {
      clearFaults(findContext().home);
      process.stdout.write("no faults\n");
      finish(0);
    });
}

function faultOf(kind: FaultKind, { retryAfter, ...flags }: Flags): Omit<Fault, "id"> {
  return { kind, ...flags, ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }) };
}

function describe({ kind, method, type, name, times = 1, skip = 0 }: Fault): string {
  const what = `${method ?? "any change"} of ${type ?? "any resource"}${name === undefined ? "" : ` "${name}"`}`;
  const after = skip === 0 ? "" : `, after ${String(skip)} that ${skip === 1 ? "goes" : "go"} well`;
  return `${kind}: the next ${times === 1 ? "request" : `${String(times)} requests`} (${what})${after}: ${faultKinds[kind]}`;
}

function wholeNumber(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("must be a whole number of at least 0.");
}
