import type { EffectClass, ImpactType } from "../../catalogue/impact";
import { findRow } from "./find-row";
import type { Change } from "./change";
import type { Finding } from "./classified";

/**
 * What each change of a resource means when it is sent in place, by the table. A property without a row is
 * unclassified.
 *
 * @param type - resource type of the table
 * @param changes - changes with keys spelt as the table spells them
 * @param os - operating system of the pool, where there is one
 */
export function propertyFindings(
  type: ImpactType,
  changes: readonly Change[],
  os: string | undefined,
): readonly Finding[] {
  return changes.map((change) => {
    if (change.already === true) return { ...recordOnly("The cloud has this value already."), change };
    const row = findRow(type, change, os);
    if (row === undefined) return unclassified(change, `The impact table has no row for ${change.path}.`);
    const { inPlace, nodes, platform, instead, source, code, wayBack } = row;
    return {
      effect: inPlace,
      change,
      nodes,
      platform,
      instead,
      source,
      ...(code === undefined ? {} : { code }),
      ...(wayBack === undefined ? {} : { wayBack }),
    };
  });
}

/**
 * The same changes when they ride on a replacement: the new resource simply has the new values, so what counts is the
 * replacement; only what the table says stays, for the explanation.
 *
 * @param findings - as {@link propertyFindings} gave them
 * @param effect - class of the replacement
 */
export function ridingOn(findings: readonly Finding[], effect: EffectClass): readonly Finding[] {
  return findings.map(({ change, platform, instead, source }) => ({
    effect,
    ...(change === undefined ? {} : { change }),
    platform,
    riding: true,
    instead,
    nodes: "none",
    source,
  }));
}

/** A finding that says that nothing is known. */
export function unclassified(change: Change | undefined, platform: string): Finding {
  return {
    effect: "unclassified",
    ...(change === undefined ? {} : { change }),
    platform,
    instead: "Look the property up with the platform before you approve.",
    nodes: "none",
    source: [],
  };
}

/** The one finding of a step that changes nothing. */
export const nothing: Finding = {
  effect: "noise",
  platform: "Nothing happens.",
  instead: "",
  nodes: "none",
  source: [],
};

/** A finding: only somebody's records change. */
export function recordOnly(platform: string): Finding {
  return { ...nothing, effect: "metadata", platform };
}
