import type { PendingOperation } from "./encode";
import type { Journal } from "./journal";
import type { StackState } from "./checkpoint";
import type { ResourceState } from "./resource";

/** The stack's state while a run changes it. What the run has made or kept comes first, then what it has not reached. */
export class Snapshot {
  readonly #base: ReadonlyMap<ResourceState, number>;
  readonly #gone = new Set<ResourceState>();
  readonly #news = new Map<ResourceState, number>();
  readonly #operations = new Map<number, PendingOperation>();
  #next = 0;
  #nextOperation = 0;

  /**
   * @param base The resources before the run.
   * @param kept Pending operations of earlier runs that stay.
   * @param journal Where to note every change; none in a preview.
   */
  constructor(
    base: readonly ResourceState[],
    readonly kept: readonly PendingOperation[],
    private readonly journal: Journal | undefined,
  ) {
    this.#base = new Map(base.map((state, i) => [state, i]));
  }

  /** Notes, before the provider is called, what is about to happen. The answer ends the operation. */
  async begin(type: PendingOperation["type"], resource: ResourceState): Promise<() => void> {
    if (this.journal === undefined) return () => undefined;
    const at = this.#nextOperation++;
    this.#operations.set(at, { type, resource });
    this.journal.append({ kind: "begin", at, type, resource });
    await this.journal.durable();
    return () => {
      this.#operations.delete(at);
      this.journal?.append({ kind: "end", at });
    };
  }

  /** Puts a resource into the state, or notes that one that this run put there has changed. */
  add(state: ResourceState): void {
    const at = this.#news.get(state) ?? this.#next++;
    this.#news.set(state, at);
    this.journal?.append({ kind: "new", at, resource: state });
  }

  /** Lets a resource take the place of one that this run has put into the state. */
  supersede(former: ResourceState, state: ResourceState): void {
    const at = this.#news.get(former);
    if (at === undefined) return;
    this.#news.delete(former);
    this.#news.set(state, at);
    this.journal?.append({ kind: "new", at, resource: state });
  }

  /** Takes a resource of before the run out of the state. */
  remove(old: ResourceState): void {
    const at = this.#base.get(old);
    if (at === undefined || this.#gone.has(old)) return;
    this.#gone.add(old);
    this.journal?.append({ kind: "base", at });
  }

  /** Notes that a resource of before the run has changed but stays, for now, where it is. */
  change(old: ResourceState): void {
    const at = this.#base.get(old);
    if (at !== undefined && !this.#gone.has(old)) this.journal?.append({ kind: "base", at, resource: old });
  }

  /** The state as it is now. */
  state(): StackState {
    const rest = [...this.#base.keys()].filter((state) => !this.#gone.has(state));
    const news = [...this.#news].sort(([, a], [, b]) => a - b).map(([state]) => state);
    return { resources: [...news, ...rest], pendingOperations: [...this.kept, ...this.#operations.values()] };
  }
}
