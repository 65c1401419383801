/** A sentence of the catalogue as a clause inside a message: without its full stop. */
export function clause(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

/** A list in words: `a`, `a and b`, `a, b and c`; with another conjunction, `a, b or c`. */
export function inWords(parts: readonly string[], conjunction: "and" | "or" = "and"): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}
