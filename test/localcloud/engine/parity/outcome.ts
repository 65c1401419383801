import type { EngineEvent } from "../../../../localcloud/engine";
import type { Outcome, ProviderCall, StepEvent } from "./scenario";

/** What a run left behind. */
export interface RunTraces {
  readonly command: string;
  readonly exit: number | null;
  readonly events: readonly EngineEvent[];
  /** What the engine threw, empty for nothing. */
  readonly thrown: string;
  readonly calls: readonly ProviderCall[];
  readonly trace: readonly TraceLine[];
  readonly state: Outcome["state"];
}

interface TraceLine {
  readonly kind: string;
  readonly id: number;
  readonly pid: number;
  readonly method?: string;
  readonly request?: Readonly<Record<string, unknown>>;
  readonly response?: unknown;
  readonly error?: unknown;
}

/** Brings a run into the form of the recordings. */
export function outcomeOf(run: RunTraces): Outcome {
  const steps: StepEvent[] = [];
  const diagnostics: Outcome["diagnostics"][number][] = [];
  const policy: Record<string, unknown>[] = [];
  let summary: Outcome["summary"];
  for (const event of run.events) {
    if (event.resourcePreEvent !== undefined) steps.push(preEvent(event.resourcePreEvent.metadata));
    if (event.resOutputsEvent !== undefined)
      steps.push({
        event: "done",
        op: event.resOutputsEvent.metadata.op,
        urn: event.resOutputsEvent.metadata.urn,
      });
    if (event.resOpFailedEvent !== undefined)
      steps.push({
        event: "failed",
        op: event.resOpFailedEvent.metadata.op,
        urn: event.resOpFailedEvent.metadata.urn,
      });
    const { diagnosticEvent: said } = event;
    if (said !== undefined && said.ephemeral !== true) {
      diagnostics.push({
        severity: said.severity,
        ...(said.urn === undefined ? {} : { urn: said.urn }),
        message: ((said.prefix ?? "") + said.message).trim(),
      });
    }
    policy.push(...policyEvents(event));
    if (event.summaryEvent !== undefined) summary = summaryOf(event.summaryEvent);
  }
  if (run.thrown !== "") diagnostics.push({ severity: "thrown", message: run.thrown });
  const analyzerCalls = servedByPacks(run.trace);
  return {
    command: run.command,
    exit: run.exit,
    steps,
    diagnostics,
    ...(policy.length > 0 ? { policy } : {}),
    ...(summary === undefined ? {} : { summary }),
    providerCalls: run.calls,
    ...(analyzerCalls.length > 0 ? { analyzerCalls } : {}),
    ...(run.state === undefined ? {} : { state: run.state }),
  };
}

function preEvent(metadata: NonNullable<EngineEvent["resourcePreEvent"]>["metadata"]): StepEvent {
  return {
    event: "pre",
    op: metadata.op,
    urn: metadata.urn,
    type: metadata.type,
    ...(metadata.keys === undefined ? {} : { replaceKeys: metadata.keys }),
    ...(metadata.diffs === undefined ? {} : { diffs: metadata.diffs }),
    ...(metadata.detailedDiff === undefined ? {} : { detailedDiff: metadata.detailedDiff }),
    ...(metadata.logical === true ? { logical: true } : {}),
  };
}

function policyEvents(event: EngineEvent): Record<string, unknown>[] {
  const {
    policyEvent,
    policyRemediationEvent,
    policyAnalyzeSummaryEvent,
    policyRemediateSummaryEvent,
    policyAnalyzeStackSummaryEvent,
  } = event;
  if (policyEvent !== undefined) {
    const { resourceUrn, policyName, policyPackName, enforcementLevel, message } = policyEvent;
    return [
      {
        kind: "violation",
        urn: resourceUrn,
        policy: policyName,
        pack: policyPackName,
        enforcement: enforcementLevel,
        message: message.trim(),
      },
    ];
  }
  if (policyRemediationEvent !== undefined) {
    const { resourceUrn, policyName, before, after } = policyRemediationEvent;
    return [{ kind: "remediation", urn: resourceUrn, policy: policyName, before, after }];
  }
  if (policyAnalyzeSummaryEvent !== undefined)
    return [{ kind: "analyzeSummary", ...policyAnalyzeSummaryEvent }];
  if (policyRemediateSummaryEvent !== undefined)
    return [{ kind: "remediateSummary", ...policyRemediateSummaryEvent }];
  if (policyAnalyzeStackSummaryEvent !== undefined)
    return [{ kind: "analyzeStackSummary", ...policyAnalyzeStackSummaryEvent }];
  return [];
}

function summaryOf(event: NonNullable<EngineEvent["summaryEvent"]>): NonNullable<Outcome["summary"]> {
  const { result } = event as { result?: string };
  return {
    changes: event.resourceChanges,
    ...(result === undefined ? {} : { result }),
  };
}

function servedByPacks(trace: readonly TraceLine[]): ProviderCall[] {
  const analyzer = trace.filter((line) => line.method?.includes("Analyzer/") === true);
  const replies = new Map(
    analyzer.filter((line) => line.kind === "replied").map((line) => [`${line.pid}/${line.id}`, line]),
  );
  return analyzer
    .filter((line) => line.kind === "served")
    .map((line) => {
      const reply = replies.get(`${line.pid}/${line.id}`);
      const error = reply?.error === undefined ? {} : { error: reply.error };
      return {
        method: line.method?.split("/").pop() ?? "",
        request: line.request ?? {},
        response: reply?.response,
        ...error,
      };
    });
}
