/** Name and slot of a pool in the configuration. */
export interface PoolName {
  readonly name: string;
  readonly slot: "a" | "b";
}

/**
 * The name and slot that a pool gets which somebody else has named: its own letters and digits, as many as fit, apart
 * from all others.
 *
 * @param physicalName - its name in the cloud
 * @param maxLength - most characters of a name in the configuration
 * @param taken - names that are taken already
 */
export function poolNameFor(physicalName: string, maxLength: number, taken: ReadonlySet<string>): PoolName {
  const plain = physicalName
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/^[^a-z]+/, "");
  const [, stem = "", letter] = /^(.+)(a|b)$/.exec(plain) ?? [];
  if (stem.length > 0 && stem.length <= maxLength && physicalName === plain && !taken.has(stem))
    return { name: stem, slot: letter === "b" ? "b" : "a" };
  const whole = (plain === "" ? "pool" : plain).slice(0, maxLength);
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? "" : String(count);
    const name = `${whole.slice(0, maxLength - suffix.length)}${suffix}`;
    if (!taken.has(name)) return { name, slot: "a" };
  }
}
