import * as fs from "node:fs";
import * as path from "node:path";
import type { JsonMap } from "./json";
import { writtenOut } from "./written-out";
import type { CompactStep } from "./written-out";

/** An action on the cluster beside the command: kubectl's arguments and input, or a pause. */
export interface Action {
  readonly kubectl?: readonly string[];
  readonly input?: string;
  /** Seconds. */
  readonly sleep?: number;
  /** Seconds after the command has started. */
  readonly after?: number;
}

/** What was run. @see shared/kubernetes-provider-scenarios/README.md */
export interface Scenario {
  readonly title: string;
  readonly namespace?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, string>>;
  readonly setup?: readonly Action[];
  readonly cleanup?: readonly Action[];
  readonly steps: readonly {
    readonly command: string;
    /** File of the program; the one before stays when there is none. */
    readonly program?: string;
    readonly args?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly files?: Readonly<Record<string, string | null>>;
    readonly before?: readonly Action[];
    readonly during?: readonly Action[];
  }[];
}

/** One call of the provider and what it answered. */
export interface ProviderCall {
  readonly method: string;
  readonly request: JsonMap;
  readonly response?: JsonMap;
  readonly error?: { readonly message: string; readonly details?: readonly { readonly value: JsonMap }[] };
}

/** A resource of the state. */
export interface StateResource {
  readonly urn: string;
  readonly id?: string;
  readonly provider?: string;
  readonly delete?: boolean;
  readonly inputs?: JsonMap;
  readonly outputs?: JsonMap;
}

/** What was seen of one command, written out. */
export interface RecordedStep {
  readonly command: string;
  readonly exit: number | null;
  readonly diagnostics: readonly {
    readonly severity: string;
    readonly urn?: string;
    readonly message: string;
  }[];
  /** The plan: one entry per resource and operation. */
  readonly plan: readonly {
    readonly op: string;
    readonly urn: string;
    readonly replaceKeys?: readonly string[];
    readonly detailedDiff?: JsonMap;
  }[];
  readonly calls: readonly ProviderCall[];
  readonly apiCalls: readonly JsonMap[];
  /** State after the command; of a preview, the one before it. */
  readonly state: readonly StateResource[];
  readonly objects: readonly JsonMap[];
}

/** Where the recordings are: a copy in the repository, else the folder that all rooms share. */
export function recordingsFolder(): string {
  const own = path.resolve(__dirname, "../fixtures/recordings");
  return fs.existsSync(own)
    ? own
    : path.resolve(__dirname, "../../../../../../shared/kubernetes-provider-scenarios");
}

/** Names of all recorded scenarios. */
export function scenarioNames(): readonly string[] {
  const folder = recordingsFolder();
  return fs.readdirSync(folder).filter((name) => fs.existsSync(path.join(folder, name, "expected.json")));
}

/** Reads a scenario and what was seen, with everything written out that the recording only names. */
export function readRecording(name: string): {
  readonly scenario: Scenario;
  readonly steps: readonly RecordedStep[];
} {
  const folder = path.join(recordingsFolder(), name);
  const parse = (file: string): unknown =>
    JSON.parse(withGeneratedNames(fs.readFileSync(path.join(folder, file), "utf8")));
  const { steps } = parse("expected.json") as { steps: readonly CompactStep[] };
  return { scenario: parse("scenario.json") as Scenario, steps: writtenOut(steps) };
}

/** Names that the server generated are not marked in the recordings. */
function withGeneratedNames(text: string): string {
  return text.replace(/\bgen-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, "gen-<gen1>");
}
