import type { Cascade } from "../classify/cascade";
import type { Classified } from "../classify/classified";
import type { Inventory } from "../inventory/inventory";
import type { CascadeRow } from "./report";

/**
 * One row for every provider whose unknown configuration makes objects look changed.
 *
 * @param cascades - by URN of the provider
 * @param classified - every step, classified
 * @param inventory - everything that the input holds
 */
export function cascadeRows(
  cascades: ReadonlyMap<string, Cascade>,
  classified: readonly Classified[],
  inventory: Inventory,
): readonly CascadeRow[] {
  const counts = new Map<string, number>();
  for (const { cascade } of classified) {
    if (cascade !== undefined) counts.set(cascade, (counts.get(cascade) ?? 0) + 1);
  }
  return [...cascades.values()].map((cascade) => {
    const objects = counts.get(cascade.provider) ?? 0;
    const cluster =
      cascade.cluster === undefined ? "" : (inventory.byUrn.get(cascade.cluster)?.step.name ?? "");
    return {
      provider: inventory.byUrn.get(cascade.provider)?.step.name ?? "",
      property: cascade.property,
      cluster,
      kind: cascade.kind,
      objects,
      says: sentence(cascade, cluster, objects),
    };
  });
}

function sentence({ kind, property }: Cascade, cluster: string, objects: number): string {
  const count = `${String(objects)} object${objects === 1 ? "" : "s"}`;
  switch (kind) {
    case "phantom":
      return `${count} of the cluster "${cluster}" look${objects === 1 ? "s" : ""} changed because ${property} is not known during the preview; the cluster stays, so nothing happens to ${objects === 1 ? "it" : "them"}. Set clusterIdentifier on the provider to see no replacements.`;
    case "real":
      return `${count} of the cluster "${cluster}" go${objects === 1 ? "es" : ""} with it and ${objects === 1 ? "is" : "are"} made again in the new one.`;
    case "open":
      return `${count} depend${objects === 1 ? "s" : ""} on ${property}, which is not known during the preview; the input does not tell why, so they may be made again elsewhere.`;
  }
}
