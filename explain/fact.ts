import type { SourceId } from "../catalogue/source";
import type { Verdict } from "../catalogue/verdict";

/** Something that the catalogue knows about a resource. */
export interface Fact {
  /** `ok`: good to know; `warn` and `deny` as the catalogue judges. */
  readonly verdict: Verdict["verdict"];
  /** One sentence. */
  readonly says: string;
  readonly source: readonly SourceId[];
}

/** A fact that is neither good nor bad. */
export function known(says: string, source: readonly SourceId[]): Fact {
  return { verdict: "ok", says, source };
}

/** What a rule of the catalogue answers. */
export function judged({ verdict, reason, source }: Verdict): Fact {
  return { verdict, says: reason, source };
}

/** Facts that hold only where something is known; the rest is left out. */
export function some(...facts: readonly (Fact | undefined)[]): readonly Fact[] {
  return facts.filter((fact) => fact !== undefined);
}
