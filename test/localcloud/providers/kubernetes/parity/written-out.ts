import type { Json, JsonMap } from "./json";
import { isList, isMap, textOf, without } from "./json";
import type { ProviderCall, RecordedStep, StateResource } from "./recording";

/** What was seen of one command, as it is in the file. */
export interface CompactStep {
  readonly command: string;
  readonly exit: number | null;
  readonly steps?: readonly (RecordedStep["plan"][number] & { readonly event: string })[];
  readonly diagnostics?: RecordedStep["diagnostics"];
  readonly providerCalls?: readonly ProviderCall[];
  readonly apiCalls?: readonly JsonMap[];
  readonly state?: string | { readonly resources: readonly (StateResource & { unchanged?: true })[] };
  readonly objects?: readonly JsonMap[];
}

const STACK = "urn:pulumi:dev::scen::";

/** Writes everything out that a recording only names: values that are the same as another one. */
export function writtenOut(steps: readonly CompactStep[]): RecordedStep[] {
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
    const plan = (step.steps ?? []).filter(({ event }) => event === "pre");
    return { command, exit, diagnostics, plan, calls, apiCalls, state, objects: seen };
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
  if (isList(value)) return value.map(plainSecrets);
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
    const urn = textOf(call.request, "urn");
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
  const own = without(marker, "<same>");
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
  const resource = state.find(({ outputs, id: own }) => `${textOf(outputs, "kind")} ${own ?? ""}` === id);
  return expandParts(object, {}, { "<outputs in state>": resource?.outputs });
}

function objectName(object: JsonMap): string {
  const namespace = textOf(object["metadata"], "namespace");
  return `${textOf(object, "kind")} ${namespace === "" ? "" : `${namespace}/`}${textOf(object["metadata"], "name")}`;
}
