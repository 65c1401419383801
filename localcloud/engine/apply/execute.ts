import { isSecret, secret, type PropertyMap } from "../../wire/values";
import type { Deployment } from "../deployment";
import { messageOf } from "../failure";
import { Unanswered } from "../plugins/call";
import { sameValue } from "../values/equal";
import { isProviderType, packageOf, urnName } from "../values/urn";
import type { Op, Step } from "../plan/steps";
import { previewStep } from "../run/preview-json";
import { InitFailure, operations } from "./operations";
import { ProtectedError } from "./protected";
import { recordSuccess } from "./record";
import { refreshed } from "./refresh-step";

/** Runs chains of steps, so many at a time as the run allows, and takes note of what comes of them. */
export class Executor {
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #running = 0;
  readonly #idle: (() => void)[] = [];
  /** The last step of each resource that the program may still give outputs for. */
  readonly finished = new Map<string, Step>();
  /** Steps that failed although the run goes on. */
  readonly failedSteps: Step[] = [];

  constructor(
    private readonly deployment: Deployment,
    parallel: number,
  ) {
    this.#free = Math.max(1, parallel);
  }

  /** Runs the steps one after the other. @returns Whether all of them succeeded. */
  async chain(steps: readonly Step[]): Promise<boolean> {
    await this.#acquire();
    try {
      for (const step of steps) {
        if (this.deployment.halt.stopped || !(await this.#run(step))) return false;
      }
      return true;
    } finally {
      this.#release();
    }
  }

  /** Runs steps that do not depend on each other. */
  async parallel(steps: readonly Step[]): Promise<void> {
    await Promise.all(steps.map((step) => this.chain([step])));
  }

  /** Waits until nothing runs. */
  async idle(): Promise<void> {
    if (this.#running > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async #run(step: Step): Promise<boolean> {
    const { deployment } = this;
    const { events, dryRun } = deployment;
    events.pre(step, dryRun);
    const shown = dryRun ? previewStep(step) : undefined;
    if (shown !== undefined) deployment.shown.push(shown);
    const pending = PENDING[step.op];
    const resource = step.new ?? step.old;
    const tracked =
      pending !== undefined && resource !== undefined && resource.custom && !isProviderType(step.type);
    const end = tracked
      ? await deployment.store.snapshot.begin(
          pending,
          step.op === "delete" || step.op === "delete-replaced" ? (step.old ?? resource) : resource,
        )
      : undefined;
    const error = await this.#perform(step);
    if (deployment.halt.forced) return false;
    keepSecrets(step);
    if (error === undefined || error instanceof InitFailure) recordSuccess(deployment, step);
    if (!(error instanceof Unanswered && canBeAsked(deployment, step))) end?.();
    if (error === undefined) this.#succeeded(step);
    else this.#failed(step, error);
    return error === undefined;
  }

  /** @returns What went wrong, if anything did. */
  async #perform(step: Step): Promise<unknown> {
    // Stopped at once while the journal was being written: the provider must not be called any more.
    if (this.deployment.halt.forced) return new Error("stopped");
    try {
      await operations[step.op](this.deployment, step);
      return undefined;
    } catch (reason) {
      return reason ?? new Error("failed");
    }
  }

  #succeeded(step: Step): void {
    const { deployment } = this;
    const op = outcomeOf(deployment, step);
    count(deployment, step, op);
    if (step.logical && step.new !== undefined) this.finished.set(step.urn, step);
    const shown = step.new ?? step.old;
    if (deployment.dryRun || shown?.custom === true || step.op === "delete" || step.op === "refresh") {
      deployment.events.done({ ...step, op }, deployment.dryRun);
    }
    if (step.new !== undefined)
      step.settle?.({
        state: step.new,
        result: "success",
        unknown: step.untargeted === true && step.old === undefined,
      });
  }

  #failed(step: Step, error: unknown): void {
    const { deployment } = this;
    const urn = isDefaultProvider(step) ? "" : step.urn;
    const prefix = deployment.dryRun ? "Preview failed: " : "";
    deployment.events.message("error", urn, prefix + messageOf(error));
    if (!deployment.dryRun) deployment.events.failed(step);
    const goOn = deployment.options.continueOnError === true || error instanceof ProtectedError;
    this.failedSteps.push(step);
    deployment.halt.fail(goOn);
    if (goOn && step.new !== undefined) step.settle?.({ state: step.new, result: "failed", unknown: false });
  }

  async #acquire(): Promise<void> {
    this.#running++;
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #release(): void {
    this.#running--;
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
    if (this.#running === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }
}

const PENDING: Partial<Record<Op, "creating" | "updating" | "deleting" | "reading" | "importing">> = {
  create: "creating",
  "create-replacement": "creating",
  update: "updating",
  delete: "deleting",
  "delete-replaced": "deleting",
  read: "reading",
  "read-replacement": "reading",
  import: "importing",
  "import-replacement": "importing",
};

// How a call ended that was never answered, the next run asks, so the operation stays on record. A creation has no ID to
// ask by: only some providers can tell, and the engine whose behaviour this one follows forgets it.
function canBeAsked({ options }: Deployment, { op, type }: Step): boolean {
  switch (PENDING[op]) {
    case "updating":
    case "deleting":
      return true;
    case "creating":
      return options.identifyingProviders?.includes(packageOf(type)) === true;
    case "reading":
    case "importing":
    case undefined:
      return false;
  }
}

/** Whether the step is about a provider that the engine made by itself; such steps are not counted. */
function isDefaultProvider(step: Step): boolean {
  return isProviderType(step.type) && /^default(_|$)/u.test(urnName(step.urn));
}

// The refresh command tells what became of each resource; a refresh before something else only that it took place.
function outcomeOf(deployment: Deployment, step: Step): Op {
  const found = refreshed.get(step);
  if (found === undefined || deployment.options.command !== "refresh") return step.op;
  if (found.gone) return "delete";
  return found.changed ? "update" : "same";
}

function count(deployment: Deployment, step: Step, op: Op): void {
  const counted = step.op === "refresh" ? op !== "refresh" : step.logical && isNews(step);
  if (!counted || step.op === "remove-pending-replace" || isDefaultProvider(step)) return;
  deployment.counts[op] = (deployment.counts[op] ?? 0) + 1;
}

// An object that was read and is as it was is no news, nor is one that is read for the first time.
function isNews({ op, old, new: state }: Step): boolean {
  return (
    op !== "read" || (old !== undefined && state !== undefined && !sameValue(old.outputs, state.outputs))
  );
}

// What went in as a secret, and what the program says is one, stays one when it comes back in the clear.
function keepSecrets(step: Step): void {
  const state = step.new;
  if (state === undefined || step.op === "replace") return;
  const marked: Record<string, PropertyMap[string]> = { ...state.outputs };
  for (const name of state.additionalSecretOutputs) {
    const value = marked[name];
    if (name !== "id" && value !== undefined) marked[name] = secret(value);
  }
  for (const [name, value] of Object.entries(marked))
    if (isSecret(state.inputs[name])) marked[name] = secret(value);
  state.outputs = marked;
}
