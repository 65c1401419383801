import * as fs from "node:fs";
import * as path from "node:path";
import { isJson, type PendingOperation, type StateCodec } from "./encode";
import { readIfThere } from "./files";
import type { ResourceState } from "./resource";

/**
 * One thing that happened to the state, in the order in which it happened:
 * - `base`: the resource at this place of the checkpoint changed, or is gone (no `resource`)
 * - `new`: the resource at this place of the run's own list came to be or changed
 * - `begin`, `end`: an operation that changes the outside world
 */
export type JournalEntry =
  | { readonly kind: "base" | "new"; readonly at: number; readonly resource?: ResourceState }
  | {
      readonly kind: "begin";
      readonly at: number;
      readonly type: PendingOperation["type"];
      readonly resource: ResourceState;
    }
  | { readonly kind: "end"; readonly at: number };

/** Appends what happens to a file, so that a run that is cut off at any point loses nothing. */
export class Journal {
  readonly #handle: number;
  #lines: string[] = [];
  #flush: Promise<void> | undefined;
  #closed = false;

  /** @param digest Digest of the checkpoint that the entries go on from. */
  constructor(
    file: string,
    digest: string,
    private readonly codec: StateCodec,
  ) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.#handle = fs.openSync(file, "w");
    this.#lines.push(JSON.stringify({ checkpoint: digest }));
  }

  /** Notes an entry. It is on disk when {@link durable} has been waited for. */
  append(entry: JournalEntry): void {
    const resource =
      "resource" in entry && entry.resource !== undefined
        ? { resource: this.codec.encode(entry.resource) }
        : {};
    this.#lines.push(JSON.stringify({ ...entry, ...resource }));
  }

  /** Waits until everything noted so far is on disk. Those who wait at the same time share one write. */
  durable(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#flush ??= Promise.resolve().then(() => this.#write());
    return this.#flush;
  }

  /** Writes what is left and closes the file. What is noted later, by steps that nobody waits for, is lost. */
  close(): void {
    this.#writeLines();
    this.#closed = true;
    fs.closeSync(this.#handle);
  }

  async #write(): Promise<void> {
    this.#flush = undefined;
    if (this.#closed) return;
    this.#writeLines();
    await new Promise<void>((resolve, reject) => {
      fs.fdatasync(this.#handle, (error) => {
        if (error === null || this.#closed) resolve();
        else reject(error);
      });
    });
  }

  #writeLines(): void {
    if (this.#lines.length > 0) fs.writeSync(this.#handle, `${this.#lines.join("\n")}\n`);
    this.#lines = [];
  }
}

/** Resources and unfinished operations as they stand on disk. */
export interface RecordedState {
  readonly resources: readonly ResourceState[];
  readonly pendingOperations: readonly PendingOperation[];
}

/**
 * Applies the journal of a run that was cut off to the checkpoint that it went on from.
 *
 * @returns The state as that run left it; the given state when there is no journal that belongs to it.
 */
export function replayJournal(
  file: string,
  digest: string,
  codec: StateCodec,
  state: RecordedState,
): RecordedState {
  const [header, ...lines] = (readIfThere(file) ?? "").split("\n");
  // A journal of another checkpoint was already worked into this one.
  if (header === undefined || header === "" || parseLine(header)?.["checkpoint"] !== digest) return state;
  const base = new Map<number, ResourceState>(state.resources.map((resource, i) => [i, resource]));
  const news = new Map<number, ResourceState>();
  const pending = new Map<number, PendingOperation>();
  for (const line of lines) {
    const entry = parseLine(line);
    // The last line may have been cut off; nothing after it was ever written.
    if (entry === undefined) break;
    const at = Number(entry["at"]);
    const resource = entry["resource"] === undefined ? undefined : codec.decode(entry["resource"]);
    if (entry["kind"] === "end") pending.delete(at);
    else if (resource === undefined) base.delete(at);
    else if (entry["kind"] === "begin")
      pending.set(at, { type: entry["type"] as PendingOperation["type"], resource });
    else (entry["kind"] === "base" ? base : news).set(at, resource);
  }
  const inOrder = (map: Map<number, ResourceState>): ResourceState[] =>
    [...map].sort(([a], [b]) => a - b).map(([, resource]) => resource);
  return {
    resources: [...inOrder(news), ...inOrder(base)],
    pendingOperations: [...state.pendingOperations, ...pending.values()],
  };
}

function parseLine(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
