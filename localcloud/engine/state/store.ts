import * as fs from "node:fs";
import type { Checkpoint } from "./checkpoint";
import { Journal } from "./journal";
import type { PendingOperation } from "./encode";
import { withoutDanglingReferences } from "./references";
import type { ResourceState } from "./resource";
import { Snapshot } from "./snapshot";

/** The state of a stack during one run: what was, what the run makes of it, and what of that is on disk. */
export class StackStore {
  #journal: Journal | undefined;
  #snapshot: Snapshot;

  /** @param readOnly A preview: nothing is written. */
  constructor(
    private readonly checkpoint: Checkpoint,
    private readonly backend: string,
    private readonly readOnly: boolean,
  ) {
    // A journal of a run that was cut off must be in the checkpoint before a new one takes its place; and the salt of
    // a new stack must be on disk before a journal has secrets that only it opens.
    const unsaved = checkpoint.recovered || !fs.existsSync(checkpoint.files.state);
    if (unsaved && !readOnly) checkpoint.save(checkpoint.loaded, backend);
    this.#journal = this.#newJournal();
    const creations = checkpoint.loaded.pendingOperations.filter(
      (operation) => operation.type === "creating",
    );
    this.#snapshot = new Snapshot(checkpoint.loaded.resources, creations, this.#journal);
  }

  /** The state that steps change. */
  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Creations that earlier runs left in the middle. */
  get pendingCreations(): readonly PendingOperation[] {
    return this.#snapshot.kept;
  }

  /** Makes these resources, and these unfinished operations, what the run goes on from. */
  rebase(resources: readonly ResourceState[], pendingOperations: readonly PendingOperation[]): void {
    this.#journal?.close();
    if (!this.readOnly) this.checkpoint.save({ resources, pendingOperations }, this.backend);
    this.#journal = this.#newJournal();
    this.#snapshot = new Snapshot(resources, pendingOperations, this.#journal);
  }

  /** Writes the state as the run leaves it. */
  save(): void {
    this.#journal?.close();
    this.#journal = undefined;
    if (this.readOnly) return;
    const { resources, pendingOperations } = this.#snapshot.state();
    this.checkpoint.save(
      { resources: withoutDanglingReferences(resources), pendingOperations },
      this.backend,
    );
  }

  /** Stops writing. What was not saved is in the journal, for the next run. */
  close(): void {
    this.#journal?.close();
    this.#journal = undefined;
  }

  #newJournal(): Journal | undefined {
    const { files, codec, currentDigest } = this.checkpoint;
    return this.readOnly ? undefined : new Journal(files.journal, currentDigest, codec);
  }
}
