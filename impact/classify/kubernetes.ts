import { kubernetesFieldRows, kubernetesKindRows } from "../../catalogue/impact";
import type { KubernetesFieldRow, KubernetesKindRow } from "../../catalogue/impact";
import type { Entry } from "../inventory/inventory";
import type { Step } from "../step";
import { actionOf } from "./action";
import type { Action } from "./action";
import { changesOf } from "./change";
import type { Change } from "./change";
import type { Finding } from "./classified";
import { nothing, recordOnly, unclassified } from "./property-findings";

/**
 * What a step on a Kubernetes object does.
 *
 * @param entry - the object
 */
export function kubernetesFindings(entry: Entry): readonly Finding[] {
  const { step } = entry;
  const action = actionOf(step);
  if (action === "none") return [nothing];
  const kind = kindOf(step.type);
  const row = kind === undefined ? undefined : kindRows.get(kind);
  if (kind === undefined || row === undefined) return unknownKind(step, action);
  switch (action) {
    case "create":
      return [
        {
          ...nothing,
          effect: row.made,
          platform: "A new object is made in the cluster.",
          source: row.source,
        },
      ];
    case "adopt":
    case "forget":
      return [recordOnly("Only Pulumi's state changes.")];
    case "update":
      return updateFindings(entry, kind, row);
    case "replace":
      return [...replaceFindings(step, row), ...riding(changesOf(entry), row)];
    case "delete":
      return [gone(row, `The object is deleted. ${row.end}`)];
    case "unknown":
      return [unclassified(undefined, "Pulumi plans an operation that this program does not know.")];
  }
}

/**
 * What the change of an object would do without the replacement of its provider, which does not happen: replace or
 * update, by the table.
 *
 * @param entry - an object whose replacement is a phantom
 * @param changes - its real changes
 */
export function realChange(
  entry: Entry,
  changes: readonly Change[],
): { readonly action: Action; readonly findings: readonly Finding[] } {
  const kind = kindOf(entry.step.type) ?? "";
  const row = kindRows.get(kind);
  if (row === undefined) return { action: "update", findings: unknownKind(entry.step, "update") };
  const replaces = changes.some((change) => fieldRow(kind, change)?.provider === "replace");
  if (!replaces)
    return { action: "update", findings: changes.map((change) => changeFinding(kind, row, change)) };
  return {
    action: "replace",
    findings: [gone(row, `The object is made again. ${row.end}`), ...riding(changes, row)],
  };
}

/**
 * Whether the provider makes an object again when this field changes.
 *
 * @param type - type token of the object
 * @param change - the change
 */
export function kubernetesReplaces(type: string, change: Change): boolean {
  const kind = kindOf(type);
  return kind !== undefined && fieldRow(kind, change)?.provider === "replace";
}

function unknownKind(step: Step, action: Action): readonly Finding[] {
  const title = step.type.replace(/^kubernetes:/, "");
  if (action === "create")
    return [recordOnly("A new object is made in the cluster; running pods are not touched.")];
  if (action === "adopt" || action === "forget") return [recordOnly("Only Pulumi's state changes.")];
  return [
    unclassified(undefined, `The impact table does not cover ${title}: its controller decides what happens.`),
  ];
}

function updateFindings(entry: Entry, kind: string, row: KubernetesKindRow): readonly Finding[] {
  const changes = changesOf(entry);
  if (changes.length === 0) {
    return [unclassified(undefined, "Pulumi plans an update and the input names no changed property.")];
  }
  return changes.map((change) => changeFinding(kind, row, change));
}

function changeFinding(kind: string, row: KubernetesKindRow, change: Change): Finding {
  const field = fieldRow(kind, change);
  if (field === undefined) {
    return { ...nothing, effect: row.changed, change, platform: row.change, source: row.source };
  }
  const { inPlace, platform, instead, source, code } = field;
  return {
    effect: inPlace,
    change,
    platform,
    instead,
    nodes: "none",
    source,
    ...(code === undefined ? {} : { code }),
  };
}

function replaceFindings(step: Step, row: KubernetesKindRow): readonly Finding[] {
  const order =
    step.deleteFirst === false
      ? "A new object is made under another name, then the old one is deleted."
      : "The object is deleted and made again.";
  return [
    gone(
      row,
      `${order} ${step.deleteFirst === false && row.gone === "scheduling" ? "Whoever names the old one must follow." : row.end}`,
    ),
  ];
}

/** The changes of an object that is made again: the new one simply has the new values. */
function riding(changes: readonly Change[], { gone: effect }: KubernetesKindRow): readonly Finding[] {
  return changes.map((change) => ({ ...nothing, effect, change, platform: "" }));
}

function gone(row: KubernetesKindRow, platform: string): Finding {
  const instead =
    row.gone === "irreversible"
      ? "Keep it and put protect: true on it; back up what is in it before it goes."
      : "";
  return { effect: row.gone, platform, instead, nodes: "none", source: row.source };
}

const kindRows: ReadonlyMap<string, KubernetesKindRow> = new Map(
  kubernetesKindRows.flatMap((row) => row.kinds.map((kind) => [kind, row] as const)),
);

const fieldRows: ReadonlyMap<string, KubernetesFieldRow> = new Map(
  kubernetesFieldRows.flatMap((row) => row.kinds.map((kind) => [`${kind} ${row.path}`, row] as const)),
);

function fieldRow(kind: string, { keys }: Change): KubernetesFieldRow | undefined {
  for (let length = keys.length; length > 0; length -= 1) {
    const path = keys.slice(0, length).join(".");
    const row = fieldRows.get(`${kind} ${path}`) ?? fieldRows.get(`* ${path}`);
    if (row !== undefined) return row;
  }
  return undefined;
}

/** `kubernetes:apps/v1:Deployment` is `apps/Deployment`; patches and lists of a kind are not that kind. */
function kindOf(type: string): string | undefined {
  const match = /^kubernetes:([\w.-]+)\/v\w+:(\w+)$/.exec(type);
  return match === null ? undefined : `${match[1] ?? ""}/${match[2] ?? ""}`;
}
