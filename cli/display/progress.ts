import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/events";
import { lookOf } from "./colour";
import type { Paint } from "./colour";
import { formatDuration } from "./duration";
import { nameOf } from "./plan";

/** Where progress is written; a terminal's stream has `columns`. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

interface Running {
  readonly step: StepEventMetadata;
  readonly since: number;
  status: string;
}

/**
 * Shows a deployment while it runs: on a terminal one line per resource in work, with the elapsed time and what is
 * being waited for; elsewhere a plain line when work on a resource starts and when it ends.
 */
export class Progress {
  private readonly running = new Map<string, Running>();
  private drawn = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly stream: ProgressStream,
    private readonly paint: Paint,
    private readonly now: () => number = Date.now,
  ) {
    if (stream.isTTY === true) {
      this.timer = setInterval(() => {
        this.draw();
      }, 200).unref();
    }
  }

  /** Takes an event of the engine. */
  take(event: EngineEvent): void {
    const started = event.resourcePreEvent?.metadata;
    const ended = event.resOutputsEvent?.metadata;
    const failed = event.resOpFailedEvent?.metadata;
    const said = event.diagnosticEvent;
    if (started !== undefined && isWork(started)) this.start(started);
    if (ended !== undefined) this.end(ended, "done");
    if (failed !== undefined) this.end(failed, "failed");
    if (said?.urn !== undefined && said.ephemeral === true) this.say(said.urn, said.message);
  }

  /** Ends the display; the last picture of what was still in work stays. */
  stop(): void {
    clearInterval(this.timer);
    this.draw();
    this.drawn = 0;
  }

  private start(step: StepEventMetadata): void {
    this.running.set(key(step), { step, since: this.now(), status: "" });
    if (this.stream.isTTY === true) this.draw();
    else this.stream.write(`${this.describe(step, lookOf(step.op).doing)}\n`);
  }

  private end(step: StepEventMetadata, how: "done" | "failed"): void {
    const work = this.running.get(key(step));
    if (work === undefined) return;
    this.running.delete(key(step));
    const look = lookOf(step.op);
    const word = how === "done" ? look.done : this.paint("red", `${look.doing} failed`);
    this.print(`${this.describe(step, word)} (${formatDuration(this.now() - work.since)})`);
  }

  private say(urn: string, message: string): void {
    const status = message.trim();
    for (const work of this.running.values()) {
      if (work.step.urn !== urn || work.status === status) continue;
      work.status = status;
      if (status === "") continue;
      if (this.stream.isTTY !== true) this.stream.write(`      ${nameOf(urn)}: ${work.status}\n`);
    }
  }

  private print(line: string): void {
    this.erase();
    this.stream.write(`${line}\n`);
    this.draw();
  }

  private describe(step: StepEventMetadata, word: string): string {
    const look = lookOf(step.op);
    return ` ${this.paint(look.format, look.sign)}  ${step.type} ${nameOf(step.urn)} ${this.paint(look.format, word)}`;
  }

  private draw(): void {
    if (this.stream.isTTY !== true) return;
    this.erase();
    for (const { step, since, status } of this.running.values()) {
      const text = ` ${lookOf(step.op).sign}  ${step.type} ${nameOf(step.urn)} ${lookOf(step.op).doing} (${formatDuration(this.now() - since)})`;
      this.stream.write(
        `${this.paint("dim", `${text} ${status}`.slice(0, (this.stream.columns ?? 100) - 1))}\n`,
      );
    }
    this.drawn = this.running.size;
  }

  private erase(): void {
    if (this.stream.isTTY === true && this.drawn > 0)
      this.stream.write(`\u001b[${String(this.drawn)}A\u001b[0J`);
    this.drawn = 0;
  }
}

/** Components, the stack and providers are noted by the engine in no time: no work to show. */
function isWork(step: StepEventMetadata): boolean {
  const state = step.new ?? step.old;
  return step.op !== "same" && state?.custom === true && !step.type.startsWith("pulumi:");
}

function key(step: StepEventMetadata): string {
  return `${step.op} ${step.urn}`;
}
