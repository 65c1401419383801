import type { OpType } from "@pulumi/pulumi/automation/stack";
import { lookOf } from "./colour";
import type { Paint } from "./colour";

const order: readonly OpType[] = [
  "create",
  "update",
  "replace",
  "delete",
  "import",
  "read",
  "refresh",
  "discard",
];

/**
 * The counts of a run in one line, for instance `Resources: + 3 to create, ~ 1 to update, 20 unchanged`.
 *
 * @param planned - whether the run was a preview: "to create" instead of "created"
 */
export function drawSummary(
  changes: Readonly<Partial<Record<OpType, number>>>,
  planned: boolean,
  paint: Paint,
): string {
  const changed = order.flatMap((op) => {
    const count = changes[op] ?? 0;
    if (count === 0) return [];
    const look = lookOf(op);
    return [
      paint(look.format, `${look.sign.trim()} ${String(count)} ${planned ? `to ${look.plan}` : look.done}`),
    ];
  });
  const same = changes.same ?? 0;
  if (changed.length === 0)
    return `Nothing changes: ${String(same)} resources are as the program describes them.`;
  return `Resources: ${changed.join(", ")}${same > 0 ? `, ${String(same)} unchanged` : ""}`;
}
