import * as fs from "node:fs";
import * as path from "node:path";
import type { Command } from "commander";
import { planVersion } from "../impact";
import type { Goal, PreviewStep } from "../localcloud/engine";
import type { Look } from "./check/look";
import { lookAt } from "./check/look";
import { checkStack, findContext, UserError } from "./context";

interface Flags {
  readonly stack: string;
  readonly path: string;
  readonly policyPack: readonly string[];
  readonly output?: string;
}

/** A plan file, as far as other commands read it. */
interface Plan {
  readonly [key: string]: unknown;
  readonly resources: readonly {
    readonly [key: string]: unknown;
    readonly urn: string;
    readonly custom: boolean;
    readonly inputs: unknown;
    readonly parent?: string;
  }[];
}

const help = `
Needs no cloud, no credentials and no state. Secrets are masked.

Example, what a pull request changes in what a stack asks for:
  git switch main   && mullion plan --stack prod --output base.json
  git switch change && mullion plan --stack prod --output head.json
  mullion impact --base base.json head.json

Exit codes:
  0  done
  1  the program fails, or the command line is wrong`;

/** Adds `plan`. */
export function addPlanCommand(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("plan")
    .description("Write down what a stack asks for, for mullion impact to compare. Asks no cloud.")
    .requiredOption("-s, --stack <name>", "the stack")
    .option("--path <folder>", "the Pulumi program", ".")
    .option("--policy-pack <folder...>", "policy packs whose findings go into the plan", [
      path.join(__dirname, "..", "policy"),
    ])
    .option("--output <file>", "write to a file instead of standard output")
    .addHelpText("after", help)
    .action(async (flags: Flags) => {
      const context = findContext(path.resolve(flags.path));
      checkStack(context, flags.stack);
      const look = await lookAt({
        projectDir: context.projectDir,
        stack: flags.stack,
        policyPacks: flags.policyPack.map((folder) => path.resolve(folder)),
      });
      const text = `${JSON.stringify(planOf(context.project, flags.stack, look), undefined, 2)}\n`;
      if (flags.output === undefined) process.stdout.write(text);
      else fs.writeFileSync(flags.output, text);
      finish(0);
    });
}

/**
 * The plan file of a look at a program (`schemas/plan.v1.json`).
 *
 * @throws UserError with the program's own words when it failed; findings of policies are part of the plan.
 */
export function planOf(project: string, stack: string, { events, result }: Look): Plan {
  const findings = events.flatMap(({ policyEvent: said }) =>
    said === undefined
      ? []
      : [
          {
            pack: said.policyPackName,
            policy: said.policyName,
            level: said.enforcementLevel,
            urn: said.resourceUrn ?? "",
            message: said.message.trim(),
          },
        ],
  );
  if (result.exitCode !== 0 && findings.every(({ level }) => level !== "mandatory")) {
    const errors = events.flatMap(({ diagnosticEvent: said }) =>
      said?.severity === "error" ? [said.message.trim()] : [],
    );
    throw new UserError(`stack ${stack}: the program failed, so there is no plan\n${errors.join("\n")}`);
  }
  const steps = result.previewJson?.steps ?? [];
  const resources = steps.map((step) => planned(step, result.goals?.get(step.urn)));
  return { kind: "mullion/plan", version: planVersion, project, stack, resources, findings };
}

function planned({ urn, newState }: PreviewStep, goal: Goal | undefined): Plan["resources"][number] {
  const { inputs = {}, parent, provider, protect, propertyDependencies } = newState ?? {};
  return {
    urn,
    custom: goal?.custom ?? false,
    inputs,
    ...(typeof parent === "string" ? { parent } : {}),
    ...(provider === undefined ? {} : { provider }),
    ...(protect === undefined ? {} : { protect }),
    ...(propertyDependencies === undefined ? {} : { propertyDependencies }),
    replaceOnChanges: goal?.replaceOnChanges ?? [],
    ignoreChanges: goal?.ignoreChanges ?? [],
    ...(goal?.deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace: goal.deleteBeforeReplace }),
  };
}
