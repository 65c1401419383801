import * as fs from "node:fs";
import * as path from "node:path";

/** One command of a recording. @see shared/engine-scenarios/README.md */
export interface ScenarioStep {
  readonly command: "preview" | "up" | "refresh" | "destroy" | "import" | "raw";
  readonly program?: string;
  readonly args?: readonly string[];
  readonly store?: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  readonly parallel?: number;
  readonly withPreview?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** The programs and commands of a recording. */
export interface Scenario {
  readonly title: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, string | { readonly secret: string }>>;
  readonly steps: readonly ScenarioStep[];
}

/** A step event, as recorded. */
export interface StepEvent {
  readonly event: "pre" | "done" | "failed";
  readonly op: string;
  readonly urn: string;
  readonly [detail: string]: unknown;
}

/** A call that the provider served. */
export interface ProviderCall {
  readonly method: string;
  readonly request?: Readonly<Record<string, unknown>>;
  readonly [detail: string]: unknown;
}

/** What came of one command. */
export interface Outcome {
  readonly command: string;
  readonly args?: readonly string[];
  readonly exit: number | null;
  readonly steps: readonly StepEvent[];
  readonly diagnostics: readonly {
    readonly severity: string;
    readonly urn?: string;
    readonly message: string;
  }[];
  readonly policy?: readonly Readonly<Record<string, unknown>>[];
  readonly summary?: { readonly changes?: Readonly<Record<string, number>>; readonly result?: string };
  readonly providerCalls: readonly ProviderCall[];
  /** What the command printed, where that is compared. */
  readonly stdoutJson?: unknown;
  readonly analyzerCalls?: readonly ProviderCall[];
  readonly state?: {
    readonly resources: readonly Readonly<Record<string, unknown>>[];
    readonly pending_operations?: readonly Readonly<Record<string, unknown>>[];
  };
}

/** The folder of the recordings. It lies beside the checkout and is not part of it. */
export const RECORDINGS = path.resolve(__dirname, "../../../../../shared/engine-scenarios");

/** The names of all recordings, none when the folder is not there. */
export function recordings(): string[] {
  if (!fs.existsSync(RECORDINGS)) return [];
  return fs
    .readdirSync(RECORDINGS)
    .filter((name) => fs.existsSync(path.join(RECORDINGS, name, "scenario.json")))
    .sort();
}

/** Reads a JSON file of a recording. The files come from our own recorder. */
export function readRecording(name: string, file: "scenario.json"): Scenario;
export function readRecording(name: string, file: "expected.json"): { readonly steps: readonly Outcome[] };
export function readRecording(name: string, file: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(RECORDINGS, name, file), "utf8")) as unknown;
}
