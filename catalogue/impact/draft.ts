import type { SourceId } from "../source";
import type { EffectClass } from "./effect-class";
import type { ImpactRow } from "./row";

/** A row without its type, which all rows of a table share. */
export type Draft = Omit<ImpactRow, "type">;

/**
 * Makes rows of properties whose change the provider sends in place, and that touch no node.
 *
 * @param usual - sources of most of them
 */
export function lightRows(usual: readonly SourceId[]) {
  return (
    path: string,
    inPlace: EffectClass,
    platform: string,
    source: readonly SourceId[] = usual,
  ): Draft => ({ path, provider: "update", inPlace, nodes: "none", platform, instead: "", source });
}

/**
 * Makes rows of properties for which the provider makes another resource; in place the platform would refuse them.
 *
 * @param common - error code, the way out and sources
 */
export function replacedRows(common: Required<Pick<Draft, "code" | "instead" | "source">>) {
  return (path: string, platform: string): Draft => ({
    path,
    provider: "replace",
    inPlace: "refused",
    nodes: "none",
    platform,
    ...common,
  });
}
