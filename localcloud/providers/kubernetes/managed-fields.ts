import type { PropertyMap, PropertyValue } from "../../wire/values";
import { isRecord } from "../../wire/values";
import type { KubeObject, Path } from "./objects/object";
import { listAt, mapAt, textAt, valueAt } from "./objects/object";

/**
 * Managers whose fields an update takes over: what this provider set without server-side apply, and what kubectl
 * set, which works for the same people.
 */
const TAKEN_OVER = [
  { manager: "kubectl", operation: "Apply" },
  { manager: "kubectl", operation: "Update" },
  { manager: "before-first-apply", operation: "Update" },
  { manager: "pulumi-kubernetes", operation: "Update" },
  { manager: "pulumi-resource-kubernetes", operation: "Update" },
];

/**
 * The entries of `managedFields` after those of the managers above were folded into our own.
 *
 * @param own Name of the manager that takes the fields over.
 * @returns `undefined` when there is nothing to take over.
 * @see https://github.com/fluxcd/pkg/blob/main/ssa/patch.go
 */
export function takenOverManagers(
  entries: readonly PropertyValue[],
  own: string,
): PropertyValue[] | undefined {
  const isOwn = (entry: PropertyValue) =>
    textAt(entry, "manager") === own && textAt(entry, "operation") === "Apply";
  const taken = entries.filter((entry) => !isOwn(entry) && isTakenOver(entry));
  const [first, ...rest] = [...entries.filter(isOwn), ...taken];
  if (taken.length === 0 || !isRecord(first)) return undefined;
  const fields = rest.reduce<PropertyMap>(
    (all, entry) => union(all, mapAt(entry, "fieldsV1")),
    mapAt(first, "fieldsV1"),
  );
  const others = entries.filter((entry) => !isOwn(entry) && !isTakenOver(entry));
  return [...others, { ...first, manager: own, operation: "Apply", fieldsV1: fields }];
}

function isTakenOver(entry: PropertyValue): boolean {
  const manager = textAt(entry, "manager");
  return (
    textAt(entry, "subresource") === "" &&
    TAKEN_OVER.some(
      (taken) => manager.startsWith(taken.manager) && taken.operation === textAt(entry, "operation"),
    )
  );
}

/** The fields of both sets. @see https://kubernetes.io/docs/reference/using-api/server-side-apply/ (FieldsV1) */
function union(a: PropertyMap, b: PropertyMap): PropertyMap {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(names.map((name) => [name, union(mapAt(a, name), mapAt(b, name))]));
}

/** Whether a field is owned by a manager of the object: by the one that is named, or by any other one. */
export function owners(object: KubeObject, field: Path, manager: string): { ours: boolean; theirs: boolean } {
  const holding = listAt(object, "metadata", "managedFields").filter((entry) => {
    const path = field.map((step) => `f:${String(step)}`);
    return valueAt(entry, "fieldsV1", ...path) !== undefined;
  });
  const ours = holding.filter((entry) => textAt(entry, "manager") === manager);
  return { ours: ours.length > 0, theirs: holding.length > ours.length };
}
