import { aksDocSources } from "./sources/aks-docs";
import { awsSources } from "./sources/aws";
import { azureSources } from "./sources/azure";
import { chartSources } from "./sources/charts";
import { existingSources } from "./sources/existing";
import { impactSources } from "./sources/impact";
import { monitoringSources } from "./sources/monitoring";
import { platformSources } from "./sources/platform";
import { rotationSources } from "./sources/rotation";

/**
 * A calendar day as `YYYY-MM-DD`.
 *
 * Two of them compare correctly as strings. The type cannot hold out `2026-1-2`, so text from outside goes through
 * {@link isIsoDate} first.
 */
export type IsoDate = `${number}-${number}-${number}`;

/**
 * How far a source can be trusted: `high` = read in the primary source or in code; `medium` = primary but old, or two
 * secondary sources; `low` = one secondary source, or an inference.
 */
type Confidence = "high" | "medium" | "low";

/** A source as it is written down in `catalogue/sources/`: without its key. */
export interface SourceEntry {
  /** What it is, in words. */
  readonly title: string;
  /** Address for a reader; absent where only a file of a package was read. */
  readonly url?: string;
  /** Path in the repository or package that was read. */
  readonly file?: string;
  /** Date of the copy that was read, not of the page itself: what a vendor dates later is a plan, not an observation. */
  readonly read: IsoDate;
  /** Trust in what this source says. */
  readonly confidence: Confidence;
}

/** One place where facts of this catalogue were read. */
export interface Source extends SourceEntry {
  /** Key of the source. */
  readonly id: SourceId;
}

/** What every row of the catalogue says about itself. */
export interface Sourced {
  /** Where the row was read; the first one is the one to show to a user. */
  readonly source: readonly SourceId[];
  /** First day on which the row holds; absent = has held as long as the thing it describes exists. */
  readonly validFrom?: IsoDate;
  /** Last day on which the row holds; absent = no end is known. */
  readonly validUntil?: IsoDate;
  /** Trust in this row, where it is lower than the trust in its sources. */
  readonly confidence?: Confidence;
  /** What other sources say instead, and why this row does not follow them. */
  readonly conflicts?: readonly Conflict[];
}

/** A source that disagrees with a row. */
interface Conflict {
  readonly source: SourceId;
  /** What that source says, in our words. */
  readonly says: string;
  /** Why the row says what it says all the same. */
  readonly resolution: string;
}

const entries = {
  ...platformSources,
  ...aksDocSources,
  ...azureSources,
  ...awsSources,
  ...impactSources,
  ...existingSources,
  ...chartSources,
  ...monitoringSources,
  ...rotationSources,
} satisfies Record<string, SourceEntry>;

/** Key of a source in {@link sources}. */
export type SourceId = keyof typeof entries;

/**
 * The source with this key.
 *
 * @param id - key of the source
 */
export function source(id: SourceId): Source {
  return { id, ...entries[id] };
}

/** All keys of the registry, in the order of the files. */
export const sourceIds: readonly SourceId[] = Object.keys(entries) as SourceId[];

/**
 * The first address among these sources, for the end of a message.
 *
 * @param ids - keys, most telling first, as rows carry them
 * @returns the address, or `undefined` when none of them has one
 */
export function sourceUrl(ids: readonly SourceId[]): string | undefined {
  for (const id of ids) {
    const { url } = source(id);
    if (url !== undefined) return url;
  }
  return undefined;
}

/**
 * Whether this text is a day of the calendar in the form `YYYY-MM-DD`.
 *
 * @param text - anything from outside: configuration, a flag
 */
export function isIsoDate(text: string): text is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // Date.parse turns 2026-02-30 into the 2nd of March in some engines and refuses it in others.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * Whether a row holds on a day. Both ends are included.
 *
 * @param row - anything with `validFrom` and `validUntil`
 * @param asOf - the day asked about
 */
export function holdsOn(row: Pick<Sourced, "validFrom" | "validUntil">, asOf: IsoDate): boolean {
  return (
    (row.validFrom === undefined || row.validFrom <= asOf) &&
    (row.validUntil === undefined || asOf <= row.validUntil)
  );
}

/**
 * Days from one day to another.
 *
 * @returns negative when `to` is the earlier one
 */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
