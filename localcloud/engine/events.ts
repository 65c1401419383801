import type * as pulumi from "@pulumi/pulumi/automation/events";
import {
  isList,
  isRecord,
  isSecret,
  mapValues,
  SIGNATURE,
  Signature,
  type PropertyMap,
  type PropertyValue,
} from "../wire/values";
import type { PropertyDiff } from "./plan/diff";
import type { ResourceState } from "./state/resource";

/** What a policy pack found when it ran over a resource or over the stack. */
export interface PolicySummary {
  readonly resourceUrn?: string;
  readonly policyPackName: string;
  readonly policyPackVersion: string;
  readonly policyPackVersionTag: string;
  readonly passed?: readonly string[];
  readonly failed?: readonly string[];
}

/** What a remediation changed. Secrets are masked. */
export interface PolicyRemediation {
  readonly resourceUrn: string;
  readonly color: string;
  readonly policyName: string;
  readonly policyPackName: string;
  readonly policyPackVersion: string;
  readonly policyPackVersionTag: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** Pulumi's engine event, with the events that its own type does not list yet. */
export interface EngineEvent extends pulumi.EngineEvent {
  readonly policyRemediationEvent?: PolicyRemediation;
  readonly policyRemediateSummaryEvent?: PolicySummary;
  readonly policyAnalyzeSummaryEvent?: PolicySummary;
  readonly policyAnalyzeStackSummaryEvent?: PolicySummary;
}

/** Everything of an event but its number and time, which the stream adds. */
export type EventBody = Omit<EngineEvent, "sequence" | "timestamp">;

/** How serious a message is. `info#err` is what a process wrote to its error output. */
export type Severity = "info" | "info#err" | "warning" | "error";

/** What an event says about a step. */
export interface StepDescription {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly provider: string;
  readonly old?: ResourceState;
  readonly new?: ResourceState;
  readonly logical: boolean;
  readonly keys?: readonly string[];
  readonly diffs?: readonly string[];
  readonly detailedDiff?: Readonly<Record<string, PropertyDiff>>;
}

/** Numbers events and hands them on, one after the other. */
export class EventStream {
  #sequence = 0;
  /** The errors and warnings so far. */
  readonly said: pulumi.DiagnosticEvent[] = [];

  constructor(private readonly listener: ((event: EngineEvent) => void) | undefined) {}

  /** Sends an event. */
  emit(body: EventBody): void {
    this.listener?.({ sequence: this.#sequence++, timestamp: Math.floor(Date.now() / 1000), ...body });
  }

  /** Sends a message about a resource, or about the run when the URN is empty. */
  message(
    severity: Severity,
    urn: string,
    message: string,
    options: { ephemeral?: boolean; streamID?: number } = {},
  ): void {
    const prefix = severity === "error" || severity === "warning" ? { prefix: `${severity}: ` } : {};
    const event: pulumi.DiagnosticEvent = {
      ...(urn === "" ? {} : { urn }),
      ...prefix,
      message,
      color: "never",
      severity,
      ...options,
    };
    if (severity === "error" || severity === "warning") this.said.push(event);
    this.emit({ diagnosticEvent: event });
  }

  /** A step is about to run. */
  pre(step: StepDescription, planning: boolean): void {
    this.emit({ resourcePreEvent: { metadata: metadataOf(step), planning } });
  }

  /** A step has run, or the resource has got its outputs. */
  done(step: StepDescription, planning: boolean): void {
    this.emit({ resOutputsEvent: { metadata: metadataOf(step), planning } });
  }

  /** A step has failed. */
  failed(step: StepDescription): void {
    this.emit({ resOpFailedEvent: { metadata: metadataOf(step), status: 0, steps: 0 } });
  }
}

/** What stands in the place of a secret. */
export const MASK = "[secret]";

/** The value with every secret masked. */
export function masked(value: PropertyValue): unknown {
  if (isSecret(value)) return MASK;
  if (isList(value)) return value.map(masked);
  if (!isRecord(value)) return value;
  if (value[SIGNATURE] === Signature.Asset || value[SIGNATURE] === Signature.Archive) return value;
  return maskedMap(value);
}

/** The properties with every secret masked. */
export function maskedMap(map: PropertyMap): Record<string, unknown> {
  return mapValues(map, (value) => masked(value) as PropertyValue);
}

function metadataOf(step: StepDescription): pulumi.StepEventMetadata {
  return {
    // The names of operations are those of the SDK's type; it does not list all that the engine knows.
    op: step.op as pulumi.StepEventMetadata["op"],
    urn: step.urn,
    type: step.type,
    provider: step.provider,
    ...(step.old === undefined ? {} : { old: stateMetadata(step.old) }),
    ...(step.new === undefined ? {} : { new: stateMetadata(step.new) }),
    ...(step.keys === undefined || step.keys.length === 0 ? {} : { keys: [...step.keys] }),
    ...(step.diffs === undefined || step.diffs.length === 0 ? {} : { diffs: [...step.diffs] }),
    ...(step.detailedDiff === undefined
      ? {}
      : { detailedDiff: step.detailedDiff as pulumi.StepEventMetadata["detailedDiff"] & object }),
    ...(step.logical ? { logical: true } : {}),
  };
}

function stateMetadata(state: ResourceState): pulumi.StepEventStateMetadata {
  return {
    type: state.type,
    urn: state.urn,
    ...(state.custom ? { custom: true } : {}),
    ...(state.delete ? { delete: true } : {}),
    id: state.id,
    parent: state.parent,
    ...(state.protect ? { protect: true } : {}),
    ...(state.retainOnDelete ? { retainOnDelete: true } : {}),
    inputs: maskedMap(state.inputs),
    outputs: maskedMap(state.outputs),
    provider: state.provider,
    ...(state.initErrors.length > 0 ? { initErrors: [...state.initErrors] } : {}),
  };
}
