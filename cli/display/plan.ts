import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/events";
import type { OpType } from "@pulumi/pulumi/automation/stack";

/** One resource of a plan or of a deployment: what is done to it and why. */
export interface PlanRow {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent; empty for the stack and for providers without one. */
  readonly parent: string;
  readonly op: OpType;
  /** Whether the engine only takes note of it: components, the stack, providers. */
  readonly logical: boolean;
  /** What differs, as the program gave it before and gives it now. */
  readonly step: StepEventMetadata;
  readonly failed: boolean;
  /** Warnings and errors about this resource. */
  readonly messages: readonly string[];
}

const replacement: ReadonlySet<OpType> = new Set([
  "create-replacement",
  "delete-replaced",
  "discard-replaced",
  "read-replacement",
]);

/** Gathers the rows of a run from the engine's events, in the order in which resources were first seen. */
export function planRows(events: Iterable<EngineEvent>): PlanRow[] {
  const rows = new Map<string, PlanRow>();
  for (const event of events) {
    const step = event.resourcePreEvent?.metadata ?? event.resOpFailedEvent?.metadata;
    if (step !== undefined)
      rows.set(step.urn, merge(rows.get(step.urn), step, event.resOpFailedEvent !== undefined));
    const said = event.diagnosticEvent;
    if (
      said?.urn !== undefined &&
      said.ephemeral !== true &&
      (said.severity === "warning" || said.severity === "error")
    ) {
      const row = rows.get(said.urn);
      if (row !== undefined) rows.set(said.urn, { ...row, messages: [...row.messages, said.message.trim()] });
    }
  }
  return [...rows.values()];
}

function merge(row: PlanRow | undefined, step: StepEventMetadata, failed: boolean): PlanRow {
  // Three steps make one replacement; the row is the replacement.
  const op = replacement.has(step.op) ? (row?.op ?? "replace") : step.op;
  const keep = row !== undefined && replacement.has(step.op);
  return {
    urn: step.urn,
    type: step.type,
    name: nameOf(step.urn),
    parent: step.new?.parent ?? step.old?.parent ?? "",
    op: replacement.has(op) ? "replace" : op,
    logical: step.logical ?? false,
    step: keep ? row.step : step,
    failed: failed || (row?.failed ?? false),
    messages: row?.messages ?? [],
  };
}

/** The logical name in a URN: all that follows the type, also where it holds `::` itself. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
