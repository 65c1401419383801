import { setTimeout as sleep } from "node:timers/promises";
import type { IsoDate } from "../../../catalogue/source";
import { nextAction, remaining } from "../../../fleet/waves";
import type { Action, StackSight, Wave } from "../../../fleet/waves";
import type { Waiver } from "../../../policy/waivers";
import { confirm } from "../../confirm";
import type { Paint } from "../../display/colour";
import type { Interrupt } from "../../interrupt";
import type { StackEngine } from "./engines";
import { healthSight, planSight, stateSight } from "./look";
import type { ReadStack } from "./states";
import { clock, drawRemaining, drawStop, duration } from "./words";

const MINUTE = 60_000;

/** What a rollout works with. */
export interface RolloutOptions {
  readonly waves: readonly Wave[];
  readonly engine: StackEngine;
  readonly readStack: ReadStack;
  readonly interrupt: Interrupt;
  /** The day by which support is judged. */
  readonly asOf: IsoDate;
  /** Advisory findings that somebody accepts. */
  readonly waivers: readonly Waiver[];
  /** Whether nobody is asked before a wave. */
  readonly yes: boolean;
  /** Longest soak that is waited for, in minutes. */
  readonly waitMinutes: number;
  /** The command line that goes on, for messages. */
  readonly command: string;
  readonly paint: Paint;
  readonly say: (line: string) => void;
}

/** Exit codes of a rollout. */
export const rolloutCodes = { done: 0, soaking: 2, stopped: 3, interrupted: 130 } as const;

/** Deploys waves of stacks, one action after the other, until there is none left or one may not be taken. */
export class Rollout {
  readonly #sights = new Map<string, StackSight>();
  /** When the deployments of this run began. */
  readonly #began = new Map<string, number>();
  readonly #announced = new Set<string>();
  #soak = "";
  #confirmed = "";

  constructor(private readonly options: RolloutOptions) {}

  /** @returns one of {@link rolloutCodes} */
  async run(): Promise<number> {
    const { waves, readStack } = this.options;
    for (const stack of waves.flatMap(({ stacks }) => stacks))
      this.#sights.set(stack, stateSight(await readStack(stack)));
    for (;;) {
      if (this.options.interrupt.happened()) return this.leave([], rolloutCodes.interrupted);
      const action = nextAction(this.options.waves, this.#sights, Date.now());
      const code = await this.follow(action);
      if (code !== undefined) return code;
    }
  }

  private async follow(action: Action): Promise<number | undefined> {
    const { say, paint } = this.options;
    if (action.kind === "done") {
      say(paint("green", "All waves are deployed and well."));
      return rolloutCodes.done;
    }
    this.announce(action.wave);
    switch (action.kind) {
      case "preview":
        return this.preview(this.waveOf(action.wave), action.stack);
      case "deploy":
        return this.deploy(this.waveOf(action.wave), action.stack);
      case "check-health":
        return this.checkHealth(this.waveOf(action.wave), action.stack);
      case "wait":
        return this.wait(action);
      case "stop":
        return this.leave(drawStop(action.wave, action.problems, paint), rolloutCodes.stopped);
    }
  }

  private async preview(wave: Wave, stack: string): Promise<undefined> {
    const { engine, waivers, asOf, say, interrupt } = this.options;
    const previewed = await engine.preview(stack).catch((error: unknown) => {
      return { exitCode: 1, events: "", lines: [messageOf(error)] };
    });
    // What a broken-off preview says is not to be judged.
    if (interrupt.happened()) return;
    const previewCommand = engine.previewCommand(stack);
    const plan = planSight(previewed, { stack, wave, waivers, asOf, previewCommand });
    for (const line of previewed.lines) say(`  ${stack}: ${line}`);
    if (plan.changes > 0 && plan.problems.length === 0) say(`  ${stack}: passes its gates`);
    this.learn(stack, { plan });
  }

  private async deploy(wave: Wave, stack: string): Promise<undefined> {
    const { readStack, engine, yes } = this.options;
    if (this.#confirmed !== wave.name) {
      const words = { verb: "fleet up", look: "mullion fleet up --plan" };
      await confirm(`Deploy wave "${wave.name}" (${wave.stacks.join(", ")})?`, { yes }, words);
      this.#confirmed = wave.name;
    }
    this.#began.set(stack, Date.now());
    const message = await engine.deploy(stack).then(
      (code) =>
        code === 0 ? undefined : `Its deployment ended with exit code ${String(code)}; it says why above.`,
      (error: unknown) => `It could not be deployed: ${messageOf(error)}`,
    );
    const { health } = this.#sights.get(stack) ?? {};
    this.#sights.set(stack, {
      ...stateSight(await readStack(stack)),
      ...(health === undefined ? {} : { health }),
      deployed: true,
      ...(message === undefined ? {} : { failure: { gate: "deployment", stack, message } }),
    });
  }

  private async checkHealth(wave: Wave, stack: string): Promise<undefined> {
    const { readStack, asOf, say } = this.options;
    const health = await healthSight(
      await readStack(stack),
      { stack, wave, began: this.#began.get(stack) },
      asOf,
    );
    const before = this.#sights.get(stack)?.health;
    const words = health.problems.map(({ message }) => message).join(" ");
    const said = before?.problems.map(({ message }) => message).join(" ");
    if (words !== said) say(`  ${stack}: ${words === "" ? "its cluster is well" : `not well: ${words}`}`);
    this.learn(stack, { health });
  }

  private async wait({
    for: what,
    until,
    end,
  }: Extract<Action, { kind: "wait" }>): Promise<number | undefined> {
    const { interrupt, say, waitMinutes } = this.options;
    const now = Date.now();
    const long = what === "soak" && end - now > waitMinutes * MINUTE;
    const line = `soaks until ${clock(end)}`;
    if (long) {
      const lines = [
        "",
        `It ${line}, which is longer than this run waits (--wait ${duration(waitMinutes)}).`,
      ];
      return this.leave(lines, rolloutCodes.soaking);
    }
    if (what === "soak" && this.#soak !== line) say(`  ${line}`);
    this.#soak = line;
    await sleep(Math.max(0, until - now), undefined, { signal: interrupt.signal }).catch(() => undefined);
    return undefined;
  }

  private leave(lines: readonly string[], code: number): number {
    const { waves, command, say } = this.options;
    for (const line of [...lines, ...drawRemaining(remaining(waves, this.#sights), command)]) say(line);
    return code;
  }

  /** Says which wave it is at, once: another look at one in front has something to say only where it is not well. */
  private announce(wave: string): void {
    if (this.#announced.has(wave)) return;
    const { waves, paint, say } = this.options;
    const number = waves.findIndex(({ name }) => name === wave) + 1;
    say(paint("bold", `Wave "${wave}" (${String(number)} of ${String(waves.length)})`));
    this.#announced.add(wave);
  }

  private waveOf(name: string): Wave {
    const wave = this.options.waves.find((one) => one.name === name);
    if (wave === undefined) throw new Error(`there is no wave ${name}`);
    return wave;
  }

  private learn(stack: string, sight: StackSight): void {
    this.#sights.set(stack, { ...this.#sights.get(stack), ...sight });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
