import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import { resolveHome } from "../../localcloud/home";
import type { Ran } from "../integration/project";
import { Project } from "../integration/project";
import { observe } from "./observe";
import type { World } from "./observe";

export type { CloudObject, SeenCluster, SeenNode, SeenPod, World } from "./observe";

/** A step of `mullion preview --json`, as far as scenarios read it. */
interface PlannedStep {
  readonly op: string;
  readonly urn: string;
  readonly replaceReasons?: readonly string[];
}

/** What a preview said. */
export interface Plan {
  /** All of standard output, for `mullion impact`. */
  readonly text: string;
  readonly exitCode: number | null;
  /** Steps that change something, without those of the stack and of components. */
  readonly steps: readonly PlannedStep[];
  /** Messages of errors and policy findings, as the terminal shows them. */
  readonly messages: string;
}

/** How an up, a refresh or a destroy went. */
export interface Applied {
  readonly exitCode: number | null;
  readonly events: readonly EngineEvent[];
  /** Errors of the engine and of the cloud, in the order in which they came. */
  readonly errors: readonly string[];
  readonly ran: Ran;
}

/**
 * A stack on a local cloud of its own, for tests that follow it over several commands:
 *
 *     const stack = new Scenario("dev");
 *     await stack.up();
 *     const before = await stack.observe();
 *     stack.editPool("win", (pool) => { pool["count"] = 2; });
 *     const plan = await stack.preview();
 *     const { errors } = await stack.up();
 *     const after = await stack.observe();
 *     …
 *     await stack.remove();
 */
export class Scenario {
  readonly project: Project;

  /**
   * @param stack - a stack of this repository, `dev` for instance; its configuration is copied and may be edited
   * @param program - folder of another program than this repository's, with its stacks and a policy pack
   */
  constructor(
    readonly stack: string,
    program?: string,
  ) {
    this.project = new Project(stack, program);
  }

  /** Edits the stack's configuration; keys are those of the file: `mullion:nodePools`. */
  edit(change: (config: Record<string, unknown>) => void): void {
    this.project.editConfig(change);
  }

  /** Edits one pool of `mullion:nodePools` by its name. */
  editPool(name: string, change: (pool: Record<string, unknown>) => void): void {
    this.edit((config) => {
      const pools = config["mullion:nodePools"];
      assert.ok(Array.isArray(pools), "the stack has node pools");
      const pool = (pools as Record<string, unknown>[]).find((candidate) => candidate["name"] === name);
      assert.ok(pool !== undefined, `the stack has a pool ${name}`);
      change(pool);
    });
  }

  /** What an up would do. A refused preview is no exception: look at `exitCode`. */
  async preview(...flags: readonly string[]): Promise<Plan> {
    const ran = await this.project.mullion("preview", "--stack", this.stack, "--json", ...flags);
    return { text: ran.stdout, exitCode: ran.exitCode, steps: changing(ran.stdout), messages: ran.stderr };
  }

  /** Does it. A refusal by the cloud is no exception: look at `exitCode` and `errors`. */
  async up(...flags: readonly string[]): Promise<Applied> {
    return this.apply("up", flags);
  }

  /** Reads what there is into the state. */
  async refresh(...flags: readonly string[]): Promise<Applied> {
    return this.apply("refresh", flags);
  }

  /** Deletes everything in the stack. */
  async destroy(...flags: readonly string[]): Promise<Applied> {
    return this.apply("destroy", flags);
  }

  /** `up`, which must succeed. */
  async mustUp(...flags: readonly string[]): Promise<Applied> {
    const applied = await this.up(...flags);
    assert.equal(applied.exitCode, 0, `${applied.errors.join("\n")}\n${applied.ran.stderr}`);
    return applied;
  }

  /** What there is now, by the clouds' databases and the API servers. */
  async observe(): Promise<World> {
    return observe(resolveHome({ MULLION_HOME: this.project.home }));
  }

  /** Ends what runs and deletes the folder. */
  async remove(): Promise<void> {
    await this.project.remove();
  }

  private async apply(verb: "up" | "refresh" | "destroy", flags: readonly string[]): Promise<Applied> {
    const ran = await this.project.mullion(verb, "--stack", this.stack, "--yes", "--json", ...flags);
    const events = eventsOf(ran.stdout);
    const errors = events.flatMap(({ diagnosticEvent: said }) =>
      said?.severity === "error" ? [said.message.trim()] : [],
    );
    return { exitCode: ran.exitCode, events, errors, ran };
  }
}

function eventsOf(stdout: string): readonly EngineEvent[] {
  // A border with untyped data: the engine's own type for what it prints.
  return stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as EngineEvent);
}

function changing(stdout: string): readonly PlannedStep[] {
  if (!stdout.trimStart().startsWith("{")) return [];
  // A border with untyped data: `PreviewJson` of the engine.
  const { steps } = JSON.parse(stdout) as {
    readonly steps: readonly (PlannedStep & {
      newState?: { custom?: boolean };
      oldState?: { custom?: boolean };
    })[];
  };
  return steps.filter(
    ({ op, newState, oldState }) => op !== "same" && (newState ?? oldState)?.custom === true,
  );
}
