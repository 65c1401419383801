/** Whether the engine owes the program an answer, and for how long it has owed it none. */
export class Pulse {
  #open = 0;
  #quietSince = Date.now();

  /** Notes that something has been asked. @returns Notes that it has been answered. */
  beat(): () => void {
    this.#open++;
    return () => {
      this.#open--;
      this.#quietSince = Date.now();
    };
  }

  /** For how long it has been the program's turn; 0 while an answer is owed. */
  get quietSeconds(): number {
    return this.#open > 0 ? 0 : (Date.now() - this.#quietSince) / 1000;
  }
}
