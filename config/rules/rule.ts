import type { IsoDate, SourceId } from "../../catalogue/source";
import { sourceUrl } from "../../catalogue/source";
import type { Problem } from "../problem";

/** A rule that joins several values of a target's configuration: the problems it finds, none when all is well. */
export type Rule<Config> = (config: Config, asOf: IsoDate) => readonly Problem[];

/** The address of the first source that has one, as part of a problem. */
export function documentedIn(sources: readonly SourceId[]): { readonly url?: string } {
  const url = sourceUrl(sources);
  return url === undefined ? {} : { url };
}

/** A sentence of the catalogue as the middle of a line: without the full stop. */
export function clause(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
