import { randomBytes } from "node:crypto";

/** Bytes of a key: nobody guesses 256 bits. @see https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html */
const keyBytes = 32;

/** A key that nobody can guess. */
export function randomKey(): string {
  return randomBytes(keyBytes).toString("base64url");
}

/** Values under keys, in memory, each for a time. */
export class ExpiringStore<Value> {
  readonly #entries = new Map<string, { readonly value: Value; readonly until: number }>();

  /**
   * @param seconds - how long a value is kept
   * @param most - values that are kept at a time; the oldest goes first
   * @param now - the clock, in milliseconds
   */
  constructor(
    private readonly seconds: number,
    private readonly most: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Keeps a value. */
  set(key: string, value: Value): void {
    this.#forgetOld();
    this.#entries.set(key, { value, until: this.now() + this.seconds * 1000 });
  }

  /** The value of a key; `undefined` when its time is over. */
  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined || entry.until <= this.now() ? undefined : entry.value;
  }

  /** The value of a key, which is then forgotten. */
  take(key: string): Value | undefined {
    const value = this.get(key);
    this.#entries.delete(key);
    return value;
  }

  /** All entries live equally long: those that come first have been there for longest. */
  #forgetOld(): void {
    for (const [key, { until }] of this.#entries) {
      if (until > this.now() && this.#entries.size < this.most) return;
      this.#entries.delete(key);
    }
  }
}
