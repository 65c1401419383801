import assert from "node:assert/strict";
import { nextAction } from "../../../fleet/waves";
import type { Action, GateProblem, StackSight, Wave } from "../../../fleet/waves";

const MINUTE = 60_000;

/** A stack as it really is, whatever anybody has seen of it. */
export interface ModelStack {
  readonly name: string;
  /** Whether a deployment would change something. */
  pending: boolean;
  /** Whether its gates have something against it. */
  readonly refused: boolean;
  /** How many of its deployments fail before one goes well. */
  failures: number;
  /** Whether a deployment leaves something to change. */
  readonly restless: boolean;
  /** Minutes after a deployment until its cluster is well; Infinity: never. */
  readonly wellAfter: number;
  /** Minute from which on its cluster is not well, for as long as `ill` lasts. */
  readonly illFrom: number;
  readonly illFor: number;
  deployedAt: number;
}

/** A fleet with the simplest behaviour that a rollout has to get along with; it checks what must hold all the way. */
export class World {
  now = 1000 * MINUTE;
  /** Stacks in the order of their deployments. */
  readonly deployments: string[] = [];
  #seen = new Map<string, StackSight>();

  constructor(
    readonly waves: readonly Wave[],
    readonly stacks: ReadonlyMap<string, ModelStack>,
  ) {
    this.forget();
  }

  /** What is left when the command ends, in whatever way: the state of each stack. */
  forget(): void {
    this.#seen = new Map([...this.stacks].map(([name, { deployedAt }]) => [name, { deployedAt }]));
  }

  next(): Action {
    return nextAction(this.waves, this.#seen, this.now);
  }

  /** Goes on for some actions. @returns the last one, which is the end unless `most` came first */
  run(most = 10_000): Action {
    for (let count = 0; count < most; count++) {
      const action = this.next();
      if (action.kind === "done" || action.kind === "stop") return action;
      this.follow(action);
    }
    assert.ok(most < 10_000, "a rollout ends");
    return this.next();
  }

  isWell(name: string): boolean {
    const { deployedAt, wellAfter, illFrom, illFor } = this.stack(name);
    const minute = this.now / MINUTE;
    return minute >= deployedAt / MINUTE + wellAfter && !(minute >= illFrom && minute < illFrom + illFor);
  }

  stack(name: string): ModelStack {
    const found = this.stacks.get(name);
    assert.ok(found !== undefined, name);
    return found;
  }

  private follow(action: Action): void {
    switch (action.kind) {
      case "preview": {
        this.now += 2 * MINUTE;
        const { pending, refused } = this.stack(action.stack);
        const problems = refused ? [problem("policy", action.stack)] : [];
        this.learn(action.stack, { plan: { seenAt: this.now, changes: pending ? 3 : 0, problems } });
        return;
      }
      case "check-health": {
        const problems = this.isWell(action.stack) ? [] : [problem("health", action.stack)];
        this.learn(action.stack, { health: { seenAt: this.now, problems } });
        return;
      }
      case "deploy":
        this.deploy(action.stack);
        return;
      case "wait":
        assert.ok(action.until > this.now && action.until <= action.end, "time passes, and not too much");
        this.now = action.until;
        return;
      case "stop":
      case "done":
        return;
    }
  }

  private deploy(name: string): void {
    this.mayDeploy(name);
    const stack = this.stack(name);
    const { health } = this.#seen.get(name) ?? {};
    const known = health === undefined ? {} : { health };
    this.now += 10 * MINUTE;
    this.deployments.push(name);
    stack.deployedAt = this.now;
    if (stack.failures > 0) {
      stack.failures -= 1;
      const failure = problem("deployment", name);
      this.#seen.set(name, { ...known, deployedAt: this.now, deployed: true, failure });
      return;
    }
    stack.pending = stack.restless;
    this.#seen.set(name, { ...known, deployedAt: this.now, deployed: true });
  }

  /** What must hold when something is deployed. */
  private mayDeploy(name: string): void {
    const index = this.waves.findIndex(({ stacks }) => stacks.includes(name));
    assert.ok(this.stack(name).pending, `${name} is deployed for a reason`);
    for (const one of this.waves[index]?.stacks ?? [])
      assert.ok(!this.stack(one).refused, `${name} is not deployed beside ${one}, which its gates refuse`);
    for (const { stacks, soakMinutes } of this.waves.slice(0, index)) {
      for (const earlier of stacks) {
        assert.ok(!this.stack(earlier).pending, `${name} comes after ${earlier}`);
        assert.ok(this.isWell(earlier), `${name} comes when ${earlier} is well`);
        const soaked = this.stack(earlier).deployedAt + soakMinutes * MINUTE;
        assert.ok(this.now >= soaked, `${name} comes when ${earlier} has soaked`);
      }
    }
  }

  private learn(name: string, sight: StackSight): void {
    this.#seen.set(name, { ...this.#seen.get(name), ...sight });
  }
}

function problem(gate: GateProblem["gate"], stack: string): GateProblem {
  return { gate, stack, message: `${gate} of ${stack}.` };
}
