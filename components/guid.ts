import { createHash } from "node:crypto";

/**
 * A GUID that is the same for the same parts, for objects whose name must be one.
 *
 * @param parts - what the object is about
 */
export function guidOf(...parts: readonly string[]): string {
  const hex = createHash("sha256").update(parts.join("\n")).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}
