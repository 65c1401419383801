import * as fs from "node:fs";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import { run } from "../../localcloud/engine";
import type { StackRun } from "./take-over";

/** A finding at which the first `mullion up` stops. */
export interface Stop {
  readonly rule: string;
  readonly message: string;
}

/** What the policy packs say about the stack after the import, or why they say nothing. */
export type Judgement =
  | {
      readonly mandatory: readonly Stop[];
      /** Number of advisory findings. */
      readonly advisory: number;
      readonly notJudged?: undefined;
    }
  | {
      /** One sentence. */
      readonly notJudged: string;
    };

/**
 * Previews a stack under policy packs. A pack that is not there, or does not start, is an answer and no failure: what
 * they find is no part of the proof.
 *
 * @param stackRun - the stack, whose preview without packs succeeds
 * @param folders - of the packs
 */
export async function judge(stackRun: StackRun, folders: readonly string[]): Promise<Judgement> {
  const missing = folders.find((folder) => !fs.existsSync(path.join(folder, "PulumiPolicy.yaml")));
  if (missing !== undefined) return { notJudged: `There is no policy pack in ${missing}.` };
  const events: EngineEvent[] = [];
  const onEvent = (event: EngineEvent) => events.push(event);
  try {
    const policyPacks = folders.map((folder) => ({ path: folder }));
    const { exitCode } = await run({ ...stackRun, policyPacks, command: "preview", onEvent });
    const judgement = judgementOf(events);
    return exitCode === 0 || judgement.mandatory.length > 0 ? judgement : failed(errorsOf(events));
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failed(reason: string): Judgement {
  return { notJudged: `The policy pack did not run: ${reason.trim().replace(/\.$/, "")}.` };
}

function judgementOf(events: readonly EngineEvent[]) {
  const findings = events.flatMap(({ policyEvent }) => (policyEvent === undefined ? [] : [policyEvent]));
  const mandatory = findings.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  return {
    mandatory: mandatory.map(({ policyName, message }) => ({ rule: policyName, message: message.trim() })),
    advisory: findings.length - mandatory.length,
  };
}

function errorsOf(events: readonly EngineEvent[]): string {
  const said = events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent?.severity === "error" ? [diagnosticEvent.message.trim()] : [],
  );
  return said[0] ?? "it gave no reason";
}
