import type { SourceId } from "./source";

/** What a rule of the catalogue says: go on, go on but know this, or stop. */
type Judgement = "ok" | "warn" | "deny";

/** The answer of a rule, with the sentence to show and where it was read. */
export interface Verdict {
  readonly verdict: Judgement;
  /** One sentence, complete with the names and dates it depends on. */
  readonly reason: string;
  /** Where the rule was read; `sourceUrl(source)` is the address for a message. */
  readonly source: readonly SourceId[];
}
