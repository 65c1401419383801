import { createHash } from "node:crypto";

/** So many lower-case letters and digits, the same for the same seed. */
export function base36Of(seed: string, length: number): string {
  const number = BigInt(`0x${createHash("sha256").update(seed).digest("hex")}`);
  return number.toString(36).slice(-length);
}

/** So many decimal digits, the same for the same seed, the first one not 0. */
export function digitsOf(seed: string, length: number): string {
  const number = BigInt(`0x${createHash("sha256").update(seed).digest("hex")}`);
  const lowest = 10n ** BigInt(length - 1);
  return (lowest + (number % (9n * lowest))).toString();
}

/** So many hexadecimal digits, the same for the same seed. */
export function hexOf(seed: string, length: number): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, length);
}

/** A GUID, the same for the same seed. */
export function guidOf(seed: string): string {
  const hex = hexOf(seed, 32);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
}
