import * as fs from "node:fs";
import * as path from "node:path";

/** A JSON value of a recording. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
/** A JSON object of a recording. */
export interface JsonMap {
  readonly [name: string]: Json;
}

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

interface CompactStep {
  readonly command: string;
  readonly exit: number | null;
  readonly diagnostics?: RecordedStep["diagnostics"];
  readonly providerCalls?: readonly ProviderCall[];
  readonly apiCalls?: readonly JsonMap[];
  readonly state?: string | { readonly resources: readonly (StateResource & { unchanged?: true })[] };
  readonly objects?: readonly JsonMap[];
}

const STACK = "urn:pulumi:dev::scen::";

function writtenOut(steps: readonly CompactStep[]): RecordedStep[] {
  const states: (readonly StateResource[])[] = [];
  const objects = new Map<string, JsonMap>();
  let before: readonly StateResource[] = [];
  return steps.map((step) => {
    const state = stateOf(step.state, before, states);
    states.push(state);
    const calls = callsOf(step, before, state);
    const seen = (step.objects ?? []).map((object) => objectOf(object, state, objects));
    for (const object of seen) if (isMap(object["metadata"])) objects.set(objectName(object), object);
    before = state;
    const { command, exit, diagnostics = [], apiCalls = [] } = step;
    return { command, exit, diagnostics, calls, apiCalls, state, objects: seen };
  });
}

function stateOf(
  state: CompactStep["state"],
  before: readonly StateResource[],
  states: readonly (readonly StateResource[])[],
): readonly StateResource[] {
  if (state === undefined) return before;
  if (typeof state === "string") return states[Number(/\d+/.exec(state)?.[0] ?? "1") - 1] ?? [];
  return state.resources.map((resource) => {
    const key = resource.urn.replace(STACK, "");
    if (resource.unchanged === true) return before.find(({ urn }) => urn === key) ?? { urn: key };
    const inputs = plainSecrets(resource.inputs ?? {}) as JsonMap;
    const outputs = plainSecrets(resource.outputs ?? {}) as JsonMap;
    const whole = outputs["__inputs"] === "<inputs>" ? { ...outputs, __inputs: inputs } : outputs;
    return { ...resource, urn: key, inputs, outputs: whole };
  });
}

/** Secrets of a state in the form that calls have. */
function plainSecrets(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(plainSecrets);
  if (!isMap(value)) return value;
  if (typeof value["plaintext"] === "string") return { "<secret>": JSON.parse(value["plaintext"]) as Json };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainSecrets(inner)]));
}

/** What the markers of a resource stand for. */
type References = Readonly<Record<string, JsonMap | undefined>>;

function callsOf(
  step: CompactStep,
  before: readonly StateResource[],
  after: readonly StateResource[],
): ProviderCall[] {
  const checked = new Map<string, JsonMap>();
  const calls = (step.providerCalls ?? []).filter(
    (call) => !["<signal>", "Handshake", "GetPluginInfo", "Cancel"].includes(call.method),
  );
  return calls.map((call) => {
    const urn = typeof call.request["urn"] === "string" ? call.request["urn"] : "";
    const [old, now] = [before, after].map((state) =>
      state.find((item) => item.urn === urn && item.delete !== true),
    );
    const parts: References = {
      "<old inputs>": old?.inputs,
      "<old outputs>": old?.outputs,
      "<outputs in state>": now?.outputs,
      "<inputs>": now?.inputs,
    };
    const request = expandFields(
      call.request,
      { ...parts, "<inputs>": checked.get(urn) ?? old?.inputs },
      parts,
    );
    const news = isMap(request["news"]) ? request["news"] : undefined;
    const whole: References = { ...parts, "<news>": news, "<inputs>": checked.get(urn) ?? old?.inputs };
    const response = call.response === undefined ? undefined : expandFields(call.response, whole, parts);
    if (call.method === "Check" && isMap(response?.["inputs"])) checked.set(urn, response["inputs"]);
    const details = call.error?.details?.map(({ value }) => ({ value: expandFields(value, whole, parts) }));
    return {
      method: call.method,
      request,
      ...(response === undefined ? {} : { response }),
      ...(call.error === undefined
        ? {}
        : { error: { ...call.error, ...(details === undefined ? {} : { details }) } }),
    };
  });
}

/** Writes out the fields of a message: a whole field may be named, or single values in it. */
function expandFields(message: JsonMap, whole: References, parts: References): JsonMap {
  return Object.fromEntries(
    Object.entries(message).map(([name, value]) => {
      if (typeof value === "string" && value in whole) return [name, whole[value] ?? value];
      return [name, isMap(value) ? expandParts(value, whole, parts) : value];
    }),
  );
}

function expandParts(value: JsonMap, whole: References, parts: References): JsonMap {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === "__inputs" && typeof inner === "string") return [name, whole[inner] ?? inner];
      if (typeof inner === "string" && inner in parts) return [name, parts[inner]?.[name] ?? inner];
      if (isMap(inner) && typeof inner["<same>"] === "string")
        return [name, likeMetadata(inner, parts[inner["<same>"]])];
      return [name, inner];
    }),
  );
}

function likeMetadata(marker: JsonMap, reference: JsonMap | undefined): JsonMap {
  const { "<same>": _same, ...own } = marker;
  const metadata = reference?.["metadata"];
  return { ...(isMap(metadata) ? metadata : {}), ...own };
}

function objectOf(
  object: JsonMap,
  state: readonly StateResource[],
  known: ReadonlyMap<string, JsonMap>,
): JsonMap {
  if (typeof object["same"] === "string") return known.get(object["same"]) ?? object;
  if (!isMap(object["metadata"])) return object;
  const id = objectName(object);
  const resource = state.find(({ outputs, id: own }) => `${String(outputs?.["kind"])} ${own ?? ""}` === id);
  return expandParts(object, {}, { "<outputs in state>": resource?.outputs });
}

function objectName(object: JsonMap): string {
  const metadata = isMap(object["metadata"]) ? object["metadata"] : {};
  const namespace = metadata["namespace"] === undefined ? "" : `${String(metadata["namespace"])}/`;
  return `${String(object["kind"])} ${namespace}${String(metadata["name"])}`;
}

/** Whether a value is an object. */
export function isMap(value: unknown): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
