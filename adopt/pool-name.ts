/** Name and slot of a pool in the configuration. */
export interface PoolName {
  readonly name: string;
  readonly slot: "a" | "b";
}

/** What the provider of AWS puts behind a name prefix: a date, a time and a counter. */
const madeUp = /-\d{26}$/;

/**
 * The name and slot that a pool gets which somebody else has named: its own letters and digits, as many as fit, apart
 * from all others. What a provider made up to make it unique is left out. A name that ends with a slot letter is taken
 * apart, so that the name in the cloud stays what it is.
 *
 * @param physicalName - its name in the cloud
 * @param maxLength - most characters of a name in the configuration
 * @param taken - names with their slots that are taken already
 */
export function poolNameFor(physicalName: string, maxLength: number, taken: readonly PoolName[]): PoolName {
  const isFree = ({ name, slot }: PoolName) =>
    !taken.some((other) => other.name === name && other.slot === slot);
  const given = physicalName.replace(madeUp, "");
  const plain = given
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/^[^a-z]+/, "");
  const [, stem = "", letter] = /^(.+)(a|b)$/.exec(plain) ?? [];
  const own: PoolName = { name: stem, slot: letter === "b" ? "b" : "a" };
  if (stem !== "" && stem.length <= maxLength && given === plain && isFree(own)) return own;
  const whole = (plain === "" ? "pool" : plain).slice(0, maxLength);
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? "" : String(count);
    const made: PoolName = { name: `${whole.slice(0, maxLength - suffix.length)}${suffix}`, slot: "a" };
    if (isFree(made)) return made;
  }
}
