import { Option } from "commander";
import type { Command } from "commander";
import { confirm } from "./confirm";
import { checkStack, findContext, UserError } from "./context";
import type { Context } from "./context";
import { apply, engineOptions, plan } from "./deploy/run";
import type { Session } from "./deploy/run";
import { paintFor } from "./display/colour";
import { formatDuration } from "./display/duration";
import type { DeployFlags, Verb } from "./flags";
import { takeInterrupts } from "./interrupt";
import { prepare } from "./prepare";
import { localPlace, runPulumi } from "./pulumi";
import { showStatus } from "./status";

const texts: Readonly<Record<Verb, { readonly what: string; readonly example: string }>> = {
  preview: {
    what: "Show what an up would do, checked by the policy pack. Changes nothing.",
    example: "mullion preview --stack dev",
  },
  up: {
    what: "Create or change what the program describes, after a preview.",
    example: "mullion up --stack dev --yes",
  },
  refresh: {
    what: "Read what there is, and correct the state by it.",
    example: "mullion refresh --stack dev --yes",
  },
  destroy: {
    what: "Delete everything in the stack, after a preview.",
    example: "mullion destroy --stack dev --yes",
  },
};

const jsonHelp: Readonly<Record<Verb, string>> = {
  preview:
    "print the plan as JSON, as pulumi preview --json --show-sames does; messages go to standard error",
  up: "print a line of JSON per engine event; messages go to standard error",
  refresh: "print a line of JSON per engine event; messages go to standard error",
  destroy: "print a line of JSON per engine event; messages go to standard error",
};

/** Adds `up`, `preview`, `refresh` and `destroy`. */
export function addDeployCommands(program: Command, finish: (exitCode: number) => void): void {
  for (const verb of ["up", "preview", "refresh", "destroy"] as const) {
    const command = program
      .command(verb)
      .description(texts[verb].what)
      .requiredOption("-s, --stack <name>", "the stack: Pulumi.<name>.yaml is its configuration")
      .addOption(
        new Option("--engine <name>", "who runs the program")
          .choices(["embedded", "pulumi"])
          .default("embedded"),
      )
      .option("--policy-pack <folder...>", "policy packs that judge every resource", ["policy"])
      .option(
        "--policy-pack-config <file...>",
        "their configuration, one JSON file for each pack in its order",
      )
      .option("--parallel <n>", "how many resources may be in work at once", wholeNumber)
      .option("--target <urn...>", "only these resources")
      .option("--json", jsonHelp[verb])
      .option("--show-sames", "show resources that stay as they are, too")
      .option("--expect-no-changes", "exit with 7 when there are changes")
      .addHelpText("after", `\nExample:\n  ${texts[verb].example}`);
    if (verb !== "preview") command.option("-y, --yes", "do not ask before anything is changed");
    if (verb === "up" || verb === "preview") command.option("--refresh", "read what there is first");
    command.action(async (flags: DeployFlags) => {
      finish(await deploy(verb, flags));
    });
  }
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UserError(`--parallel ${text}: must be a whole number from 1 to 9999`);
}

async function deploy(verb: Verb, flags: DeployFlags): Promise<number> {
  const started = Date.now();
  const context = findContext();
  checkStack(context, flags.stack);
  const stream = flags.json === true ? process.stderr : process.stdout;
  const say = (line: string) => void stream.write(`${line}\n`);
  const session: Session = { verb, flags, stream, say, paint: paintFor(stream), seen: new Set() };
  await prepare(context, say, { build: verb !== "preview" });
  if (flags.engine === "pulumi") return runPulumi(verb, flags, context, localPlace(context), say);

  const interrupt = takeInterrupts(say);
  try {
    const options = engineOptions(context, flags, interrupt);
    const planned = await plan(session, options);
    if (interrupt.happened()) return 130;
    if (verb === "preview" || planned.exitCode !== 0) return planned.exitCode;
    await confirm(`Do this ${verb} on stack ${flags.stack}?`, flags, { verb, look: "mullion preview" });
    const applied = await apply(session, verb, options);
    if (verb === "up" && applied.exitCode === 0 && flags.json !== true) {
      await showWhatIsThere(context, flags.stack, say);
    }
    say(`${verb} took ${formatDuration(Date.now() - started)}`);
    return interrupt.happened() ? 130 : applied.exitCode;
  } finally {
    interrupt.release();
  }
}

async function showWhatIsThere(context: Context, stack: string, say: (line: string) => void): Promise<void> {
  say("");
  const kubeconfig = await showStatus(context, stack, say);
  say("");
  say("Next:");
  say(`  edit a pool in Pulumi.${stack}.yaml, then: npx mullion preview --stack ${stack}`);
  if (kubeconfig !== undefined) say(`  export KUBECONFIG=${kubeconfig}; kubectl get nodes -o wide`);
  say(`  npx mullion destroy --stack ${stack}`);
}
