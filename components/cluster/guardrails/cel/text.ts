/** A text as a CEL literal. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** Texts as a CEL list. */
export function listOf(texts: readonly string[]): string {
  return `[${texts.map(quote).join(", ")}]`;
}

/** Numbers by text as a CEL map. */
export function numbersByText(entries: Iterable<readonly [string, number]>): string {
  return `{${[...entries].map(([key, value]) => `${quote(key)}: ${String(value)}`).join(", ")}}`;
}

/** A CEL map with these entries. CEL takes maps of one type only, so their types are left open. */
export function record(entries: Readonly<Record<string, string>>): string {
  return `{${Object.entries(entries)
    .map(([key, value]) => `${quote(key)}: dyn(${value})`)
    .join(", ")}}`;
}

/** One finding in the words of the policy pack. */
export interface FindingWords {
  /** CEL: path of the field. */
  readonly field: string;
  /** CEL: what is wrong with it, to be read after the field. */
  readonly problem: string;
  /** CEL: why that matters, without a full stop. */
  readonly reason: string;
  /** CEL: what to do, without a full stop. */
  readonly fix: string;
}

/** CEL of type string: `<field> <problem>: <reason>. <fix>.`, as `findingMessage` of the pack writes it. */
export function sentence({ field, problem, reason, fix }: FindingWords): string {
  return `${field} + " " + (${problem}) + ": " + ${reason} + ". " + ${fix} + "."`;
}

/**
 * CEL: for each container with something wrong in it a text of all its sentences.
 *
 * @param containers - CEL of the containers; the words name one of them `c`
 * @param wrong - CEL of what is wrong in `c`, a list; the words name one of it `x`
 */
export function inEach(containers: string, wrong: string, words: FindingWords): string {
  return `${containers}.map(c, ${wrong}.map(x, ${sentence(words)}).join(" ")).filter(s, s != "")`;
}

/** CEL: a list of the one sentence when the condition holds, else none. */
export function when(condition: string, words: FindingWords): string {
  return `(${condition} ? [${sentence(words)}] : [])`;
}
