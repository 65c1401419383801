/** Runs tasks one after the other, in the order in which they came. */
export class Queue {
  #last: Promise<void> = Promise.resolve();

  /** Runs the task when all before it have ended, however they ended. */
  add(task: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(task);
    return this.#last;
  }

  /** Resolves when nothing is left to do, also not what came while waiting. */
  async idle(): Promise<void> {
    let waited: Promise<void>;
    do {
      waited = this.#last;
      await waited;
    } while (waited !== this.#last);
  }
}
