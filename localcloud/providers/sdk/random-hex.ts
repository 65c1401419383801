import { createHash, randomBytes } from "node:crypto";

/** Lower-case hexadecimal digits for a name that a provider makes up: the same for the same seed and salt. */
export function randomHex(seed: Uint8Array, salt: string, length: number): string {
  if (seed.length === 0) return randomBytes(length).toString("hex").slice(0, length);
  return createHash("sha512").update(seed).update(salt).digest("hex").slice(0, length);
}
