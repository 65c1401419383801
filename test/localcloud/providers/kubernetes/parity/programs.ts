import * as fs from "node:fs";
import * as path from "node:path";
import type { EngineEvent } from "../../../../../localcloud/engine";
import { readStack, run } from "../../../../../localcloud/engine";
import { resolveHome } from "../../../../../localcloud/home";
import { installPlugins } from "../../../../../localcloud/providers/install";
import type { JsonMap } from "./json";
import { textOf } from "./json";
import type { RecordedStep, Scenario } from "./recording";
import { readRecording, recordingsFolder } from "./recording";
import type { Difference } from "./replay";
import type { ParityCluster } from "./stage";
import { Stage } from "./stage";
import { Unifier } from "./unify";

const PASSPHRASE = "x";

/**
 * Runs the programs of a scenario through the embedded engine, with the stand-in as an installed plugin, and
 * compares exit codes, plans (operation, replace keys, detailed diffs) and the URNs and ids in the state.
 */
export async function runPrograms(name: string, target: ParityCluster): Promise<readonly Difference[]> {
  const { scenario, steps } = readRecording(name);
  const stage = new Stage(scenario, target);
  await stage.open();
  try {
    const project = new Project(name, scenario, stage);
    const differences: Difference[] = [];
    for (const [index, step] of steps.entries()) {
      const texts = await project.play(index, step);
      differences.push(...texts.map((text) => ({ step: index, about: step.command, text })));
    }
    return differences;
  } finally {
    await stage.close();
  }
}

class Project {
  private readonly unifier = new Unifier();
  private readonly home;
  private readonly folder;

  constructor(
    private readonly name: string,
    private readonly scenario: Scenario,
    private readonly stage: Stage,
  ) {
    this.home = resolveHome({ MULLION_HOME: path.join(stage.folder, "home") });
    this.folder = path.join(stage.folder, "prog");
    installPlugins(this.home);
    fs.mkdirSync(this.folder);
    fs.symlinkSync(
      path.resolve(__dirname, "../../../../../node_modules"),
      path.join(stage.folder, "node_modules"),
    );
    const runtime = "name: scen\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n";
    fs.writeFileSync(path.join(this.folder, "Pulumi.yaml"), runtime);
    fs.writeFileSync(
      path.join(this.folder, "Pulumi.dev.yaml"),
      JSON.stringify({ config: scenario.config ?? {} }),
    );
    fs.writeFileSync(
      path.join(this.folder, "package.json"),
      JSON.stringify({ name: "scen", main: "index.js" }),
    );
  }

  async play(index: number, step: RecordedStep): Promise<string[]> {
    const {
      before = [],
      during = [],
      env = {},
      files = {},
      program,
      args = [],
    } = this.scenario.steps[index] ?? {};
    await this.stage.act(before);
    this.stage.prepare(env, files);
    this.unifier.words = this.stage.words(index, step);
    if (program !== undefined) {
      fs.copyFileSync(path.join(recordingsFolder(), this.name, program), path.join(this.folder, "index.js"));
    }
    const meanwhile = Promise.all(during.map((action) => this.stage.act([action])));
    const events: EngineEvent[] = [];
    const exitCode = await this.run(step.command, args, events);
    await meanwhile;
    const exit =
      exitCode === step.exit
        ? []
        : [`exit: recorded ${String(step.exit)}, got ${exitCode}: ${errorsOf(events)}`];
    const plan = this.unifier.compare(planOf(step.plan), planOf(events.flatMap(preStep)), "plan");
    return [...exit, ...plan, ...(step.command === "preview" ? [] : await this.compareState(step))];
  }

  private async run(command: string, args: readonly string[], events: EngineEvent[]): Promise<number> {
    if (command !== "preview" && command !== "up" && command !== "refresh" && command !== "destroy") {
      throw new Error(`the programs' runner has no ${command}`);
    }
    const { exitCode } = await run({
      command,
      projectDir: this.folder,
      stack: "dev",
      backend: this.home.backend,
      pulumiHome: this.home.pulumiHome,
      passphrase: PASSPHRASE,
      allowedProviders: ["kubernetes"],
      parallel: 1,
      continueOnError: args.includes("--continue-on-error"),
      refresh: args.includes("--refresh"),
      onEvent: (event) => events.push(event),
    });
    return exitCode;
  }

  private async compareState(step: RecordedStep): Promise<string[]> {
    const { resources } = await readStack(this.home.backend, "scen", "dev", PASSPHRASE);
    const key = (urn: string, id: string | undefined) =>
      `${urn.replace(/^urn:pulumi:dev::scen::/, "")} ${id ?? ""}`;
    const recorded = step.state.filter(({ urn }) => isResource(urn)).map(({ urn, id }) => key(urn, id));
    const ours = resources.filter(({ urn }) => isResource(urn)).map(({ urn, id }) => key(urn, id));
    return this.unifier.compare(recorded.sort(), ours.sort(), "state");
  }
}

/** One step of a plan, as events have it. */
interface PlannedStep {
  readonly op: string;
  readonly urn: string;
  readonly replaceKeys?: readonly string[];
  readonly detailedDiff?: JsonMap;
}

function preStep(event: EngineEvent): PlannedStep[] {
  const metadata = event.resourcePreEvent?.metadata;
  if (metadata === undefined) return [];
  const { op, urn, keys, detailedDiff } = metadata;
  return [
    {
      op,
      urn: urn.replace(/^urn:pulumi:dev::scen::/, ""),
      ...(keys === undefined || keys.length === 0 ? {} : { replaceKeys: keys }),
      ...(detailedDiff === undefined
        ? {}
        : { detailedDiff: JSON.parse(JSON.stringify(detailedDiff)) as JsonMap }),
    },
  ];
}

/** A plan as lines in one order. The second half of a replacement repeats the first. */
function planOf(steps: readonly PlannedStep[]): string[] {
  return steps
    .filter(({ urn }) => isResource(urn))
    .map(({ op, urn, replaceKeys = [], detailedDiff = {} }) => {
      if (op === "create-replacement") return `${op} ${urn}`;
      const diffs = Object.entries(detailedDiff).map(([name, diff]) => `${name}:${textOf(diff, "diffKind")}`);
      return [op, urn, [...replaceKeys].sort().join(","), diffs.sort().join(",")].join(" ").trimEnd();
    })
    .sort();
}

function isResource(urn: string): boolean {
  return !/pulumi:pulumi:Stack::|pulumi:providers:kubernetes::default_/.test(urn);
}

function errorsOf(events: readonly EngineEvent[]): string {
  const errors = events.flatMap(({ diagnosticEvent: said }) =>
    said?.severity === "error" ? [said.message.trim()] : [],
  );
  return errors.join(" | ").slice(0, 500);
}
