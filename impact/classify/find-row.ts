import { impactRows } from "../../catalogue/impact";
import type { ImpactRow, ImpactType } from "../../catalogue/impact";
import type { Change } from "./change";
import { holds } from "./condition";

const indexes = new Map<ImpactType, ReadonlyMap<string, readonly ImpactRow[]>>();

/**
 * The row of the table for a change: of the longest path that stands above the changed property, the first row whose
 * condition holds; then of the next shorter path.
 *
 * @param type - resource type of the table
 * @param change - the change, its keys spelt as the table spells them
 * @param os - operating system of the pool, where there is one
 * @returns the row, or `undefined` when the table has none
 */
export function findRow(type: ImpactType, change: Change, os: string | undefined): ImpactRow | undefined {
  const index = indexOf(type);
  for (let length = change.keys.length; length > 0; length -= 1) {
    const rows = index.get(change.keys.slice(0, length).join(".")) ?? [];
    const row = rows.find((candidate) => holds(candidate.when, change, os));
    if (row !== undefined) return row;
  }
  return undefined;
}

function indexOf(type: ImpactType): ReadonlyMap<string, readonly ImpactRow[]> {
  const known = indexes.get(type);
  if (known !== undefined) return known;
  const index = new Map<string, ImpactRow[]>();
  for (const row of impactRows[type]) index.set(row.path, [...(index.get(row.path) ?? []), row]);
  indexes.set(type, index);
  return index;
}
