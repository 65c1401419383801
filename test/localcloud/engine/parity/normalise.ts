import type { Outcome, ProviderCall, Scenario, StepEvent } from "./scenario";
import type { Stage } from "./stage";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gu;

/** What differs between two runs of the same engine, or was left out of the recordings. */
const LEFT_OUT = new Set([
  ...[
    "created",
    "modified",
    "sourcePosition",
    "stackTrace",
    "randomseed",
    "resourceStatusAddress",
    "resourceStatusToken",
  ],
  ...["engineAddress", "duration", "mapperTarget", "loaderTarget", "resolverTarget"],
]);

/** Brings what a run of ours left into the words of the recordings. */
export function inRecordedWords(stage: Stage, outcomes: readonly Outcome[]): Outcome[] {
  const text = (value: string): string =>
    value
      // eslint-disable-next-line no-control-regex -- colours of a terminal
      .replace(/\u001b\[[0-9;]*m/gu, "")
      .replaceAll(stage.home, "<work>/home")
      .replaceAll(stage.root, "<dir>")
      .replace(/(file:\/\/)?(\/[\w.+@-]+){2,}\/node_modules/gu, "<modules>")
      .replace(/\n\s+at [^\n]+/gu, (line) => (line.includes("prog/index.js") ? line : ""))
      .replaceAll(UNKNOWN, "<unknown>");
  // What our test codec calls ciphertext is the plain text that the recordings show.
  return change(outcomes, (value) => (value === "ciphertext" ? "plaintext" : text(value))) as Outcome[];
}

/** The parts of an outcome that are compared, in one order only, with generated IDs numbered by first sight. */
export function comparable(outcomes: readonly Outcome[], scenario: Scenario): Comparable[] {
  const parts = withoutRacyIds(outcomes, scenario).map((outcome, at): Comparable => {
    // With more than one step at a time nothing has an order.
    const parallel = (scenario.steps[at]?.parallel ?? 1) > 1;
    return {
      json: outcome.stdoutJson ?? null,
      exit: outcome.exit,
      state: sorted(
        (outcome.state?.resources ?? []).map(withSortedDependencies),
        (resource) => `${String(resource["urn"])} ${String(resource["delete"] === true)}`,
      ),
      pending: outcome.state?.pending_operations ?? [],
      steps: inOrder(
        outcome.steps.filter((step) => step.event === "pre"),
        (step) => parallel || /^(delete|discard)/u.test(step.op),
      ),
      finished: sorted(
        outcome.steps.filter((step) => step.event !== "pre" && !isRootOfFailed(outcome, step)),
        (step) => `${step.event} ${step.op} ${step.urn}`,
      ),
      calls: inOrder(
        outcome.providerCalls.filter((call) => COMPARED_CALLS.has(call.method)).map(shortened),
        (call) => parallel || call.method === "Delete",
      ),
      errors: outcome.diagnostics
        .filter(({ severity }) => severity === "error" || severity === "warning")
        .map(withoutDump),
      changes: outcome.summary?.changes ?? {},
      result: outcome.summary?.result ?? "",
      policy: inOrder(outcome.policy ?? [], (event) => /^(violation|analyze)/u.test(String(event["kind"]))),
      analyzer: inOrder(
        (outcome.analyzerCalls ?? [])
          .filter((call) => call.method !== "Handshake")
          .map(sortedResources)
          .map(({ method, request, response }) => ({ method, request, response })),
        ({ method }) => UNORDERED_ASKING.has(method),
      ),
    };
  });
  const numbers = new Map<string, string>();
  const number = (id: string): string => {
    const known = numbers.get(id) ?? `generated-${numbers.size + 1}`;
    numbers.set(id, known);
    return known;
  };
  const renumber = (value: string): string => value.replace(UUID, number).replace(/\bid-\d+\b/gu, number);
  return change(parts, renumber) as Comparable[];
}

/** What is compared of one command. */
export interface Comparable {
  readonly json: unknown;
  readonly exit: number | null;
  readonly state: readonly unknown[];
  readonly pending: readonly unknown[];
  readonly steps: readonly unknown[];
  readonly finished: readonly unknown[];
  readonly calls: readonly unknown[];
  readonly errors: Outcome["diagnostics"];
  readonly changes: unknown;
  readonly result: string;
  readonly policy: readonly unknown[];
  readonly analyzer: readonly unknown[];
}

// The provider numbers its objects as they come: in parallel the numbers are chance.
function withoutRacyIds(outcomes: readonly Outcome[], scenario: Scenario): readonly Outcome[] {
  if (!scenario.steps.some((step) => (step.parallel ?? 1) > 1)) return outcomes;
  return change(outcomes, (value) => value.replace(/\brec-\d+\b/gu, "rec-n")) as readonly Outcome[];
}

// Whether the program still gets to give the outputs of the stack before a failed run ends is a race.
function isRootOfFailed(outcome: Outcome, step: StepEvent): boolean {
  return outcome.exit !== 0 && step.urn.includes("::pulumi:pulumi:Stack::");
}

// Several packs are asked at once, all but for remediations.
const UNORDERED_ASKING = new Set([
  "Analyze",
  "AnalyzeStack",
  "ConfigureStack",
  "GetPluginInfo",
  "GetAnalyzerInfo",
  "Configure",
]);

const COMPARED_CALLS = new Set([
  "CheckConfig",
  "DiffConfig",
  "Configure",
  "Check",
  "Diff",
  "Create",
  "Read",
  "Update",
  "Delete",
  "Invoke",
]);

// The recordings end where the output of the provider begins.
function withoutDump(diagnostic: Outcome["diagnostics"][number]): Outcome["diagnostics"][number] {
  return {
    ...diagnostic,
    message: diagnostic.message.replace(/(STDERR streams of the plugin:)[^]*$/u, "$1"),
  };
}

function shortened({ method, request, error, died }: ProviderCall): ProviderCall {
  return {
    method,
    ...(request === undefined ? {} : { request }),
    ...(error === undefined ? {} : { error }),
    ...(died === undefined ? {} : { died }),
  };
}

// Independent deletes have no order of their own: a run of deletes is compared as a set.
function inOrder<T extends Readonly<Record<string, unknown>>>(
  items: readonly T[],
  unordered: (item: T) => boolean,
): T[] {
  const result: T[] = [];
  let run: T[] = [];
  const flush = (): void => {
    result.push(...sorted(run, identityOf));
    run = [];
  };
  for (const item of items) {
    if (unordered(item)) run.push(item);
    else {
      flush();
      result.push(item);
    }
  }
  flush();
  return result;
}

function identityOf(item: Readonly<Record<string, unknown>>): string {
  const request = item["request"] as { urn?: string; id?: string } | undefined;
  const text = JSON.stringify(change(item, (value) => value.replace(UUID, "")));
  return (
    ["method", "op", "urn", "kind", "resourceUrn", "policyPackName", "pack", "policy"]
      .map((name) => String(item[name]))
      .join(" ") + `${request?.urn ?? ""} ${request?.id ?? ""} ${text}`
  );
}

// The order inside a list of dependencies is not fixed.
function withSortedDependencies(
  resource: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { dependencies } = resource;
  return Array.isArray(dependencies)
    ? { ...resource, dependencies: [...(dependencies as string[])].sort() }
    : resource;
}

// Nor is that of the resources that stack policies are shown.
function sortedResources(call: ProviderCall): ProviderCall {
  const resources = call.request?.["resources"];
  if (!Array.isArray(resources)) return call;
  const list = sorted(resources as Record<string, unknown>[], (resource) => String(resource["urn"]));
  return { ...call, request: { ...call.request, resources: list } };
}

function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function change(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map((item) => change(item, text));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name, item]) => !LEFT_OUT.has(name) && item !== undefined);
  return Object.fromEntries(
    sorted(entries, ([name]) => name).map(([name, item]) => [text(name), change(item, text)]),
  );
}
