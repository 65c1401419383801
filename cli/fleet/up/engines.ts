import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import { run } from "../../../localcloud/engine";
import type { Context } from "../../context";
import { apply, engineOptions } from "../../deploy/run";
import { paintFor } from "../../display/colour";
import { drawDiagnostics } from "../../display/diagnostics";
import { drawSummary } from "../../display/summary";
import type { DeployFlags } from "../../flags";
import type { Interrupt } from "../../interrupt";
import { backendPlace, localPlace, previewByPulumi, runPulumi } from "../../pulumi";

/** What came of a preview. */
export interface Previewed {
  readonly exitCode: number;
  /** Events of the engine, a line of JSON each. */
  readonly events: string;
  /** For a person: the counts, and what went wrong. */
  readonly lines: readonly string[];
}

/** Who runs the programs of stacks. */
export interface StackEngine {
  preview(stack: string): Promise<Previewed>;
  /** @returns exit code of the deployment */
  deploy(stack: string): Promise<number>;
  /** What a person previews a stack with. */
  previewCommand(stack: string): string;
}

/** What the engines need to know. */
export interface EngineSetting {
  readonly context: Context;
  readonly flags: Pick<DeployFlags, "engine" | "policyPack" | "parallel"> & {
    /** Where the states of stacks in a cloud are. @default the local cloud */
    readonly backend?: string;
  };
  readonly interrupt: Interrupt;
  readonly say: (line: string) => void;
}

/** The engine that the command line names. */
export function engineFor(setting: EngineSetting): StackEngine {
  return setting.flags.engine === "pulumi" ? pulumiEngine(setting) : embeddedEngine(setting);
}

const localPreview = (stack: string) => `mullion preview --stack ${stack}`;

function embeddedEngine({ context, flags, interrupt, say }: EngineSetting): StackEngine {
  const paint = paintFor(process.stdout);
  return {
    previewCommand: localPreview,
    async preview(stack) {
      const events: EngineEvent[] = [];
      const options = engineOptions(context, { ...flags, stack }, interrupt);
      const { exitCode, summary } = await run({
        ...options,
        command: "preview",
        previewOnly: true,
        onEvent: (event) => events.push(event),
      });
      return {
        exitCode,
        events: events.map((event) => JSON.stringify(event)).join("\n"),
        lines: [drawSummary(summary, true, paint), ...(exitCode === 0 ? [] : drawDiagnostics(events, paint))],
      };
    },
    async deploy(stack) {
      const deployFlags = { ...flags, stack, yes: true };
      const session = { verb: "up", flags: deployFlags, stream: process.stdout, paint, say } as const;
      const options = engineOptions(context, deployFlags, interrupt);
      return (await apply({ ...session, seen: new Set() }, "up", options)).exitCode;
    },
  };
}

function pulumiEngine({ context, flags, say }: EngineSetting): StackEngine {
  const { backend } = flags;
  const place = backend === undefined ? localPlace(context) : backendPlace(backend);
  return {
    previewCommand: backend === undefined ? localPreview : (stack) => `pulumi preview --stack ${stack}`,
    async preview(stack) {
      return { ...(await previewByPulumi({ ...flags, stack }, context, place)), lines: [] };
    },
    deploy: (stack) => runPulumi("up", { ...flags, stack, yes: true }, context, place, say),
  };
}
