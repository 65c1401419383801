import { pathOfVolume } from "./pods";
import { listOf, quote, sentence } from "./text";

/**
 * CEL: a finding for each volume of one of these kinds; a volume has one kind only.
 *
 * @param volumes - CEL of the volumes
 * @param kinds - fields of a volume
 * @param words - why, and what to do
 */
export function volumesOfKinds(
  volumes: string,
  kinds: readonly string[],
  words: { readonly reason: string; readonly fix: string },
): string {
  const list = listOf(kinds);
  return `${volumes}.filter(v, ${list}.exists(k, k in v)).map(v, ${sentence({
    field: `${pathOfVolume} + "." + ${list}.filter(k, k in v)[0]`,
    problem: quote("is set"),
    reason: quote(words.reason),
    fix: quote(words.fix),
  })})`;
}
