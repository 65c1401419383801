import { windowsReleases } from "../../catalogue/windows-releases";
import { applyEdit, poolEntries } from "../../migrate";
import type { Decision, Goal, Observation, PoolEntry, PoolNode, PoolPod, Slot } from "../../migrate";

interface ModelNode {
  readonly name: string;
  readonly slot: Slot;
  readonly build: number;
  ready: boolean;
  closed: boolean;
  canaryPassed: boolean;
  drainedAt?: number;
}

interface ModelPod {
  readonly name: string;
  slot: Slot | undefined;
  /** How often its eviction is still refused. */
  refusals: number;
}

/** A pool in a cluster with the simplest behaviour that a migration has to get along with. */
export class World {
  #text: string;
  #entries: readonly PoolEntry[];
  now = 0;
  /** When a pod was last seen on the old slot. */
  lastOnOld = 0;
  readonly nodes: ModelNode[] = [];
  readonly pods: ModelPod[];

  constructor(
    text: string,
    readonly goal: Goal,
    refusals: readonly number[],
  ) {
    this.#text = text;
    this.#entries = poolEntries(text, goal.pool);
    this.pods = refusals.map((count, index) => ({
      name: `apps/p${String(index)}`,
      slot: undefined,
      refusals: count,
    }));
    this.deploy();
    for (const node of this.nodes) node.ready = true;
    this.schedule();
  }

  get text(): string {
    return this.#text;
  }

  entries(): readonly PoolEntry[] {
    return this.#entries;
  }

  see(): Observation {
    return {
      entries: this.entries(),
      nodes: this.nodes.map((node): PoolNode => ({ ...node })),
      pods: this.pods.map((pod): PoolPod => {
        return {
          name: pod.name,
          workload: "Deployment apps/p",
          ...(pod.slot === undefined ? {} : { slot: pod.slot }),
          running: pod.slot !== undefined,
          stays: false,
          hostProcess: false,
          images: ["mcr.microsoft.com/windows/servercore:ltsc2022"],
        };
      }),
      now: this.now,
    };
  }

  /** Does what a decision says, as the command does. */
  follow(decision: Decision): void {
    switch (decision.kind) {
      case "edit":
        this.#text = applyEdit(this.#text, this.goal, decision.step);
        this.#entries = poolEntries(this.#text, this.goal.pool);
        return;
      case "deploy":
        this.deploy();
        return;
      case "act":
        if (decision.step === "canary") this.canary();
        else this.drain(decision.step === "drain");
        return;
      case "wait":
        this.now += 60_000;
        for (const node of this.nodes) node.ready = true;
        return;
      case "blocked":
        this.schedule();
        return;
      case "done":
        return;
    }
  }

  /** Makes the cluster what the configuration says. */
  deploy(): void {
    const entries = this.entries();
    for (const { slot, release, closed } of entries) {
      const build = windowsReleases[release].build;
      for (const number of [1, 2]) {
        const name = `${slot}${String(number)}`;
        const node = this.nodes.find((one) => one.name === name);
        if (node === undefined)
          this.nodes.push({ name, slot, build, ready: false, closed, canaryPassed: false });
        else node.closed = closed;
      }
    }
    const gone = this.nodes.filter(({ slot }) => !entries.some((entry) => entry.slot === slot));
    for (const node of gone) this.nodes.splice(this.nodes.indexOf(node), 1);
    for (const pod of this.pods) if (!this.nodes.some(({ slot }) => slot === pod.slot)) pod.slot = undefined;
    this.schedule();
  }

  schedule(): void {
    const fresh = windowsReleases[this.goal.to].build;
    const old = this.nodes.find(({ build }) => build !== fresh)?.slot;
    if (old !== undefined && this.pods.some(({ slot }) => slot === old)) this.lastOnOld = this.now;
    const open = this.nodes.find(({ ready, closed }) => ready && !closed);
    for (const pod of this.pods) pod.slot ??= open?.slot;
  }

  private canary(): void {
    const node = this.nodes.find(
      ({ build, ready }) => ready && build === windowsReleases[this.goal.to].build,
    );
    if (node !== undefined) node.canaryPassed = true;
  }

  private drain(old: boolean): void {
    const build = windowsReleases[this.goal.to].build;
    const nodes = this.nodes.filter((node) => (node.build === build) !== old);
    for (const pod of this.pods) {
      if (!nodes.some(({ slot }) => slot === pod.slot)) continue;
      if (pod.refusals > 0) pod.refusals -= 1;
      else pod.slot = undefined;
    }
    this.schedule();
    const empty = !this.pods.some((pod) => nodes.some(({ slot }) => slot === pod.slot));
    if (old && empty) for (const node of nodes) node.drainedAt = this.now;
  }
}
