import type { Provider } from "../../../../../localcloud/providers/provider";
import { InitFailed } from "../../../../../localcloud/providers/provider";
import type { PropertyMap } from "../../../../../localcloud/wire/values";
import type { Json, JsonMap } from "./json";
import { isMap, textOf } from "./json";
import type { Answer } from "./judge";
import { attempt, diffInWords, judge, outputsInWords } from "./judge";
import type { ProviderCall, RecordedStep } from "./recording";
import type { Tracked } from "./track";
import { Tracker } from "./track";
import type { Unifier } from "./unify";
import { mapFromRecordedWords, mapInRecordedWords } from "./words";

/** Whom a call is about, as the provider is told. */
interface Identity {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly randomSeed: Uint8Array;
}

/** Makes recorded calls with the values that the stand-in itself answered before, as the engine would. */
export class Caller {
  private readonly tracker = new Tracker();
  private readonly checked = new Map<string, PropertyMap>();

  constructor(private readonly unifier: Unifier) {}

  /** The last checked inputs of a resource. */
  checkedInputs(urn: string): PropertyMap | undefined {
    return this.checked.get(urn);
  }

  /** Recorded properties with what their placeholders stand for here. */
  properties(recorded: Json | undefined): PropertyMap | undefined {
    if (!isMap(recorded)) return undefined;
    const concrete = this.unifier.concrete(recorded);
    return isMap(concrete) ? mapFromRecordedWords(concrete) : undefined;
  }

  /** Makes a call about a resource and says where its answer differs. */
  async make(call: ProviderCall, step: RecordedStep, provider: Provider): Promise<string[]> {
    const about = identityOf(textOf(call.request, "urn"));
    switch (call.method) {
      case "Check":
        return this.check(call, provider, about);
      case "Diff":
        return this.diff(call, step, provider, about);
      case "Create":
        return this.create(call, step, provider, about);
      case "Update":
        return this.update(call, step, provider, about);
      case "Read":
        return this.read(call, provider, about);
      case "Delete":
        return this.remove(call, provider, about);
      case "Invoke":
        return this.invoke(call, provider);
      default:
        return [`the stand-in refuses ${call.method}`];
    }
  }

  private async check(call: ProviderCall, provider: Provider, about: Identity): Promise<string[]> {
    const urn = textOf(call.request, "urn");
    const isNew = !isMap(call.request["olds"]) || Object.keys(call.request["olds"]).length === 0;
    const olds = isNew ? {} : (this.current(call)?.inputs ?? {});
    const news = this.properties(call.request["news"]) ?? {};
    const answer = await attempt(() =>
      provider.check({ ...about, olds, news, ...autonamingOf(call.request["autonaming"]) }),
    );
    if ("result" in answer) this.checked.set(urn, answer.result.inputs);
    return judge(this.unifier, call, answer, ({ inputs, failures }) => ({
      inputs: mapInRecordedWords(inputs),
      ...(failures === undefined
        ? {}
        : { failures: failures.map(({ property, reason }) => ({ property, reason })) }),
    }));
  }

  private async diff(
    call: ProviderCall,
    step: RecordedStep,
    provider: Provider,
    about: Identity,
  ): Promise<string[]> {
    const answer = await attempt(() => provider.diff(this.changeOf(call, step, about)));
    return judge(this.unifier, call, answer, diffInWords);
  }

  private async create(
    call: ProviderCall,
    step: RecordedStep,
    provider: Provider,
    about: Identity,
  ): Promise<string[]> {
    const urn = textOf(call.request, "urn");
    const properties = this.newInputs(call, step);
    const preview = call.request["preview"] === true;
    const request = { ...about, properties, preview, timeoutSeconds: timeoutOf(call) };
    const answer = await attempt(() => provider.create(request));
    const made = existing(answer);
    if (made !== undefined && changesState(step, preview)) {
      this.tracker.created(urn, { id: made.id, inputs: properties, outputs: made.properties });
    }
    return judge(this.unifier, call, answer, (result) => ({
      ...(result.id === "" ? {} : { id: result.id }),
      properties: outputsInWords(result.properties),
    }));
  }

  private async update(
    call: ProviderCall,
    step: RecordedStep,
    provider: Provider,
    about: Identity,
  ): Promise<string[]> {
    const urn = textOf(call.request, "urn");
    const preview = call.request["preview"] === true;
    const request = { ...this.changeOf(call, step, about), preview, timeoutSeconds: timeoutOf(call) };
    const answer = await attempt(() => provider.update(request));
    if (changesState(step, preview)) {
      if ("result" in answer) this.tracker.updated(urn, { inputs: request.news, outputs: answer.result });
      else if (answer.error instanceof InitFailed)
        this.tracker.updated(urn, { outputs: answer.error.properties });
    }
    return judge(this.unifier, call, answer, (outputs) => ({ properties: outputsInWords(outputs) }));
  }

  private async read(call: ProviderCall, provider: Provider, about: Identity): Promise<string[]> {
    const urn = textOf(call.request, "urn");
    const now = this.current(call);
    const known = isMap(call.request["properties"]) && Object.keys(call.request["properties"]).length > 0;
    const state = known ? { properties: now?.outputs, inputs: now?.inputs } : { properties: {}, inputs: {} };
    const id = this.idOf(call);
    const answer = await attempt(() =>
      provider.read({ ...about, ...state, id, timeoutSeconds: timeoutOf(call) }),
    );
    if ("result" in answer && answer.result === undefined) this.tracker.forgotten(urn);
    const found = existing(answer);
    if (found !== undefined) {
      const resource = { id: found.id, inputs: found.inputs ?? {}, outputs: found.properties };
      if (now === undefined) this.tracker.created(urn, resource);
      else this.tracker.updated(urn, resource);
    }
    return judge(this.unifier, call, answer, (result): JsonMap => {
      if (result === undefined) return {};
      const { id: own, properties, inputs } = result;
      return { id: own, properties: outputsInWords(properties), inputs: mapInRecordedWords(inputs) };
    });
  }

  private async remove(call: ProviderCall, provider: Provider, about: Identity): Promise<string[]> {
    const urn = textOf(call.request, "urn");
    const old = this.tracker.toDelete(urn);
    const state = { id: old?.id ?? "", properties: old?.outputs ?? {}, oldInputs: old?.inputs ?? {} };
    const answer = await attempt(() =>
      provider.delete({ ...about, ...state, timeoutSeconds: timeoutOf(call) }),
    );
    if ("result" in answer) this.tracker.deleted(urn);
    return judge(this.unifier, call, answer, () => ({}));
  }

  private async invoke(call: ProviderCall, provider: Provider): Promise<string[]> {
    const args = this.properties(call.request["args"]) ?? {};
    const request = { token: textOf(call.request, "tok"), args, preview: call.request["preview"] === true };
    const answer = await attempt(() => provider.invoke?.(request));
    return judge(this.unifier, call, answer, (result) => ({
      return: mapInRecordedWords(result?.value ?? {}),
    }));
  }

  private changeOf(call: ProviderCall, step: RecordedStep, about: Identity) {
    const now = this.current(call);
    const ignored = call.request["ignorechanges"];
    return {
      ...about,
      id: now?.id ?? "",
      olds: now?.outputs ?? {},
      oldInputs: now?.inputs ?? {},
      news: this.newInputs(call, step),
      ignoreChanges: Array.isArray(ignored) ? ignored.map(String) : [],
    };
  }

  /** The new inputs of a call: our own answer of the last check, unless the engine changed that one. */
  private newInputs(call: ProviderCall, step: RecordedStep): PropertyMap {
    const urn = textOf(call.request, "urn");
    const recorded = JSON.stringify(call.request[call.method === "Create" ? "properties" : "news"]);
    const isAsChecked = step.calls.some(
      (item) =>
        item.method === "Check" &&
        item.request["urn"] === urn &&
        JSON.stringify(item.response?.["inputs"]) === recorded,
    );
    const ours = this.checked.get(urn);
    if (isAsChecked && ours !== undefined) return ours;
    return this.properties(call.request[call.method === "Create" ? "properties" : "news"]) ?? {};
  }

  private current(call: ProviderCall): Tracked | undefined {
    return this.tracker.find(textOf(call.request, "urn"), this.idOf(call));
  }

  private idOf(call: ProviderCall): string {
    const id = this.unifier.concrete(call.request["id"] ?? "");
    return typeof id === "string" ? id : "";
  }
}

/** What exists after a call, ready or not. */
function existing<
  T extends { readonly id: string; readonly properties: PropertyMap; readonly inputs?: PropertyMap },
>(
  answer: Answer<T | undefined>,
):
  | { readonly id: string; readonly properties: PropertyMap; readonly inputs?: PropertyMap | undefined }
  | undefined {
  if ("result" in answer) return answer.result;
  return answer.error instanceof InitFailed ? answer.error : undefined;
}

function changesState(step: RecordedStep, preview: boolean): boolean {
  return !preview && step.command !== "preview";
}

function timeoutOf(call: ProviderCall): number {
  const timeout = call.request["timeout"];
  return typeof timeout === "number" ? timeout : 0;
}

/** Whom a shortened URN is about. */
export function identityOf(urn: string): Identity {
  const [types = "", ...name] = urn.split("::");
  const randomSeed = crypto.getRandomValues(new Uint8Array(32));
  return {
    urn: `urn:pulumi:dev::scen::${urn}`,
    type: types.split("$").at(-1) ?? "",
    name: name.join("::"),
    randomSeed,
  };
}

const MODES = ["propose", "enforce", "disabled"] as const;

function autonamingOf(value: Json | undefined) {
  if (!isMap(value)) return {};
  const mode = MODES[typeof value["mode"] === "number" ? value["mode"] : 0] ?? "propose";
  return {
    autonaming: { proposedName: textOf(value, "proposedname") || textOf(value, "proposedName"), mode },
  };
}
