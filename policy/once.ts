import type { Ledger, Reading } from "./ledger";

/**
 * Readings of views that are done once and used often.
 *
 * What a reading touched is noted each time it is used, as if it was read anew: an unknown on the way keeps everybody
 * who asks from a proof, and a secret on the way is known to everybody.
 */
export class Once {
  private readonly known = new Map<object, Reading<unknown>>();

  constructor(private readonly ledger: Ledger) {}

  /**
   * What `read` gives, which is called at most once for each key.
   *
   * @param key stands for what is read: the same key, always the same `read`
   * @throws {Unproved} whenever the reading did.
   */
  of<T>(key: object, read: () => T): T {
    let reading = this.known.get(key);
    if (reading === undefined) {
      reading = this.ledger.apart(read);
      this.known.set(key, reading);
    }
    // Under a key lies what its own reader gave; TypeScript cannot follow that through the map.
    return this.ledger.again(reading) as T;
  }
}
