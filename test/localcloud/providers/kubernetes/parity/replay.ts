import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiClient } from "../../../../../localcloud/providers/kubernetes/api/client";
import { Cluster } from "../../../../../localcloud/providers/kubernetes/api/cluster";
import { messageOf, StatusError } from "../../../../../localcloud/providers/kubernetes/api";
import { kubernetesProvider } from "../../../../../localcloud/providers/kubernetes/provider";
import type { Provider } from "../../../../../localcloud/providers/provider";
import { InitFailed } from "../../../../../localcloud/providers/provider";
import type { PropertyMap } from "../../../../../localcloud/wire/values";
import { kubectl } from "./kubectl";
import type { Action, Json, JsonMap, ProviderCall, RecordedStep, Scenario } from "./recording";
import { isMap, readRecording } from "./recording";
import { readObjects } from "./read-objects";
import type { Tracked } from "./track";
import { Tracker } from "./track";
import { Unifier } from "./unify";
import { inRecordedWords, mapFromRecordedWords, mapInRecordedWords } from "./words";

/** The API server that recordings are replayed against. */
export interface ParityCluster {
  /** Address, for instance `https://127.0.0.1:6443`. */
  readonly server: string;
  /** Token of a user who may do everything, and is not one of the recording's. */
  readonly adminToken: string;
}

/** One difference between a recording and the stand-in. */
export interface Difference {
  /** Number of the command in the scenario, from 0. */
  readonly step: number;
  /** What was asked: method and URN, or the object. */
  readonly about: string;
  readonly text: string;
}

/** Makes the recorded calls of a scenario against the stand-in, and compares its answers and the objects. */
export async function replay(name: string, target: ParityCluster): Promise<readonly Difference[]> {
  const { scenario, steps } = readRecording(name);
  const stage = new Stage(scenario, target, steps);
  await stage.open();
  try {
    const differences: Difference[] = [];
    for (const [index, step] of steps.entries()) differences.push(...(await stage.play(index, step)));
    return differences;
  } finally {
    await stage.close();
  }
}

const RENDER = "kubernetes:config:renderYamlToDirectory";

type EngineMessage = { readonly severity: string; readonly message: string; readonly urn: string };

class Stage {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-parity-"));
  private readonly admin: Cluster;
  private readonly unifier = new Unifier();
  private readonly tracker = new Tracker();
  private readonly providerOf = new Map<string, string>();
  private readonly environment = { ...process.env };
  /** Configurations of explicit providers: in the state, and those that this command asks for. */
  private readonly configs = new Map<string, PropertyMap>();
  private readonly nextConfigs = new Map<string, PropertyMap>();

  constructor(
    private readonly scenario: Scenario,
    private readonly target: ParityCluster,
    steps: readonly RecordedStep[],
  ) {
    const token = () => `Bearer ${target.adminToken}`;
    this.admin = new Cluster(new ApiClient({ server: new URL(target.server), insecure: true, token }));
    for (const { state } of steps) {
      for (const { urn, provider } of state) {
        if (provider !== undefined)
          this.providerOf.set(urn, provider.replace(/^urn:pulumi:dev::scen::/, "").replace(/::[^:]*$/, ""));
      }
    }
  }

  async open(): Promise<void> {
    const { namespace, setup = [] } = this.scenario;
    if (namespace !== undefined) {
      await this.gone(namespace);
      await this.admin.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } }, "", {
        fieldManager: "kubectl-create",
      });
    }
    await this.act(setup);
  }

  async close(): Promise<void> {
    await this.act(this.scenario.cleanup ?? []).catch(() => undefined);
    process.env = this.environment;
    const { namespace } = this.scenario;
    if (namespace !== undefined)
      await kubectl(this.admin, ["delete", "ns", namespace]).catch(() => undefined);
    this.admin.client.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  async play(index: number, step: RecordedStep): Promise<Difference[]> {
    const told = this.scenario.steps[index];
    await this.act(told?.before ?? []);
    this.prepare(told?.env ?? {}, told?.files ?? {});
    this.unifier.words = this.words(index, step);
    const during = Promise.all(
      (told?.during ?? []).map(async (action) => {
        await sleep((action.after ?? 0) * 1000);
        await this.act([action]);
      }),
    );
    const messages: EngineMessage[] = [];
    const providers = new Providers(messages, this.scenario.config ?? {}, step.command === "preview");
    const differences: Difference[] = [];
    for (const call of step.calls) {
      const about = `${call.method} ${String(call.request["urn"] ?? "")}`;
      const texts = await this.make(call, step, providers);
      differences.push(...texts.map((text) => ({ step: index, about, text })));
    }
    if (step.exit === null) await this.makeUnanswered(step, providers);
    await providers.end();
    await during;
    for (const [urn, config] of this.nextConfigs) this.configs.set(urn, config);
    const said = compareMessages(step, messages, this.unifier).map((text) => ({
      step: index,
      about: "diagnostics",
      text,
    }));
    // A command that was ended from outside left a call that was never answered, and so is not recorded.
    const objects =
      step.command === "preview" || step.exit === null
        ? []
        : await readObjects(step.objects, this.admin, this.unifier);
    return [...differences, ...said, ...objects.map((difference) => ({ step: index, ...difference }))];
  }

  /** A command that was ended from outside left creations that were never answered, and so are not recorded. */
  private async makeUnanswered(step: RecordedStep, providers: Providers): Promise<void> {
    for (const call of step.calls.filter(({ method }) => method === "Check")) {
      const urn = String(call.request["urn"]);
      const properties = this.checked.get(urn);
      const answered = step.calls.some(({ method, request }) => method !== "Check" && request["urn"] === urn);
      if (answered || properties === undefined) continue;
      const provider = await providers.of(this.providerOf.get(urn) ?? "");
      const [type = "", name = ""] = urn.split("::");
      await attempt(() =>
        provider.create({ urn, type, name, properties, timeoutSeconds: 1, preview: false }),
      );
    }
  }

  private prepare(
    env: Readonly<Record<string, string>>,
    files: Readonly<Record<string, string | null>>,
  ): void {
    const kubeconfig = path.join(this.folder, "kubeconfig");
    fs.writeFileSync(kubeconfig, this.kubeconfig("rec1token"));
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      const token = /^<kubeconfig with token (\w+)>$/.exec(content ?? "")?.[1];
      if (content === null) fs.rmSync(file, { force: true });
      else fs.writeFileSync(file, token === undefined ? content : this.kubeconfig(token));
    }
    const own = { ...this.scenario.env, ...env };
    const where = own["KUBECONFIG"] === undefined ? kubeconfig : path.resolve(this.folder, own["KUBECONFIG"]);
    process.env = { ...this.environment, ...own, KUBECONFIG: where };
  }

  private kubeconfig(token: string): string {
    return [
      "apiVersion: v1",
      "kind: Config",
      `clusters: [{name: l, cluster: {server: "${this.target.server}", insecure-skip-tls-verify: true}}]`,
      `users: [{name: a, user: {token: ${token}}}]`,
      "contexts: [{name: l, context: {cluster: l, user: a}}]",
      "current-context: l",
      "",
    ].join("\n");
  }

  /** What recorded texts about this machine stand for. */
  private words(index: number, step: RecordedStep): Record<string, string> {
    const isDead = step.calls.some(({ error }) => error?.message.includes("connection refused") === true);
    return {
      "<kubeconfig>": this.kubeconfig("rec1token"),
      "<kubeconfig-path>": path.join(this.folder, "kubeconfig"),
      "<port>": isDead ? "9" : new URL(this.target.server).port,
      "<token>": "rec1token",
      "<other-token>": "rec4token",
      "<dir>": this.folder,
      // The only addresses that a program of the recordings asks for, before and after its edit.
      "<cluster-ip>": index === 0 ? "10.96.200.1" : "10.96.200.2",
    };
  }

  private async act(actions: readonly Action[]): Promise<void> {
    for (const action of actions) {
      if (action.sleep !== undefined) await sleep(action.sleep * 1000);
      // Some of kubectl's calls were refused when the recording was made; that shows in the objects.
      else await kubectl(this.admin, action.kubectl ?? [], action.input).catch(refused);
    }
  }

  private async gone(namespace: string): Promise<void> {
    await kubectl(this.admin, ["delete", "ns", namespace]);
    const gvk = { group: "", version: "v1", kind: "Namespace" };
    for (let tries = 0; tries < 100; tries++) {
      const left = await this.admin.get(gvk, "", namespace).catch(() => undefined);
      if (left === undefined) return;
      await sleep(200);
    }
  }

  private async make(call: ProviderCall, step: RecordedStep, providers: Providers): Promise<string[]> {
    const urn = String(call.request["urn"] ?? "");
    const config = (name: string) => this.map(call.request[name]) ?? {};
    if (call.method === "Configure") {
      const variables = this.unifier.concrete(call.request["variables"] ?? {}) as Record<string, string>;
      const folder = variables[RENDER];
      await providers.configure(
        urn,
        folder === undefined ? variables : { ...variables, [RENDER]: path.join(this.folder, folder) },
      );
      return [];
    }
    const id = {
      urn: `urn:pulumi:dev::scen::${urn}`,
      type: urn.split("::")[0]?.split("$").at(-1) ?? "",
      name: urn.split("::").slice(1).join("::"),
    };
    const seed = { randomSeed: crypto.getRandomValues(new Uint8Array(32)) };
    if (call.method === "CheckConfig") {
      if (step.command !== "preview") this.nextConfigs.set(urn, config("news"));
      const answer = await attempt(() =>
        providers.unconfigured.checkConfig?.({ ...id, ...seed, olds: config("olds"), news: config("news") }),
      );
      return this.judge(call, answer, (result) => ({ inputs: mapInRecordedWords(result?.inputs ?? {}) }));
    }
    if (call.method === "DiffConfig") {
      const olds = this.configs.get(urn) ?? config("olds");
      const request = { ...id, id: "", olds, oldInputs: olds, news: config("news"), ignoreChanges: [] };
      const answer = await attempt(() => providers.unconfigured.diffConfig?.(request));
      return this.judge(call, answer, (result) => diffWords(result ?? { changes: "none" }));
    }
    const provider = await providers.of(this.providerOf.get(urn) ?? "");
    return this.resourceCall(call, step, provider, { ...id, ...seed });
  }

  private async resourceCall(
    call: ProviderCall,
    step: RecordedStep,
    provider: Provider,
    id: { urn: string; type: string; name: string; randomSeed: Uint8Array },
  ): Promise<string[]> {
    const urn = String(call.request["urn"] ?? "");
    const preview = call.request["preview"] === true;
    const timeoutSeconds = Number(call.request["timeout"] ?? 0);
    const ignoreChanges = (call.request["ignorechanges"] ?? []) as readonly string[];
    const now = this.tracker.find(urn, String(this.unifier.concrete(call.request["id"] ?? "")));
    const isNew = !isMap(call.request["olds"]) || Object.keys(call.request["olds"]).length === 0;
    switch (call.method) {
      case "Check": {
        const autonaming = autonamingOf(call.request["autonaming"]);
        const request = {
          ...id,
          olds: isNew ? {} : (now?.inputs ?? {}),
          news: this.map(call.request["news"]) ?? {},
          ...autonaming,
        };
        const answer = await attempt(() => provider.check(request));
        return this.judge(call, answer, (result) => {
          this.checked.set(urn, result.inputs);
          return { inputs: mapInRecordedWords(result.inputs) };
        });
      }
      case "Diff": {
        const request = {
          ...id,
          id: now?.id ?? "",
          olds: now?.outputs ?? {},
          oldInputs: now?.inputs ?? {},
          news: this.news(call, step),
          ignoreChanges,
        };
        const answer = await attempt(() => provider.diff(request));
        return this.judge(call, answer, diffWords);
      }
      case "Create": {
        const properties = this.news(call, step);
        const answer = await attempt(() => provider.create({ ...id, properties, timeoutSeconds, preview }));
        const keep = keepsState(step, preview);
        return this.judge(
          call,
          answer,
          (made) => {
            if (keep)
              this.tracker.created(urn, { id: made.id, inputs: properties, outputs: made.properties });
            return {
              ...(made.id === "" ? {} : { id: made.id }),
              properties: outputsInWords(made.properties),
            };
          },
          (failed) => {
            if (keep)
              this.tracker.created(urn, {
                id: failed.id,
                inputs: failed.inputs ?? properties,
                outputs: failed.properties,
              });
          },
        );
      }
      case "Update": {
        const news = this.news(call, step);
        const request = {
          ...id,
          id: now?.id ?? "",
          olds: now?.outputs ?? {},
          oldInputs: now?.inputs ?? {},
          news,
          ignoreChanges,
          timeoutSeconds,
          preview,
        };
        const answer = await attempt(() => provider.update(request));
        const keep = keepsState(step, preview);
        return this.judge(
          call,
          answer,
          (outputs) => {
            if (keep) this.tracker.updated(urn, { inputs: news, outputs });
            return { properties: outputsInWords(outputs) };
          },
          (failed) => {
            if (keep)
              this.tracker.updated(urn, {
                outputs: failed.properties,
                ...(failed.inputs === undefined ? {} : { inputs: failed.inputs }),
              });
          },
        );
      }
      case "Read":
        return this.read(call, provider, { ...id, timeoutSeconds }, now);
      case "Delete": {
        const old = this.tracker.toDelete(urn);
        const request = {
          ...id,
          id: old?.id ?? "",
          properties: old?.outputs ?? {},
          oldInputs: old?.inputs ?? {},
          timeoutSeconds,
        };
        const answer = await attempt(() => provider.delete(request));
        return this.judge(call, answer, () => {
          this.tracker.deleted(urn);
          return {};
        });
      }
      case "Invoke": {
        const request = {
          token: String(call.request["tok"]),
          args: this.map(call.request["args"]) ?? {},
          preview,
        };
        const answer = await attempt(() => provider.invoke?.(request));
        return this.judge(call, answer, (result) => ({ return: mapInRecordedWords(result?.value ?? {}) }));
      }
      case "Construct":
      case "Call":
        return [`the stand-in refuses ${call.method}`];
      default:
        return [];
    }
  }

  private readonly checked = new Map<string, PropertyMap>();

  private async read(
    call: ProviderCall,
    provider: Provider,
    id: { urn: string; type: string; name: string; timeoutSeconds: number },
    now: Tracked | undefined,
  ): Promise<string[]> {
    const urn = String(call.request["urn"] ?? "");
    const fresh =
      call.request["properties"] === undefined ||
      (isMap(call.request["properties"]) && Object.keys(call.request["properties"]).length === 0);
    const request = {
      ...id,
      id: String(this.unifier.concrete(call.request["id"] ?? "")),
      properties: fresh ? {} : now?.outputs,
      inputs: fresh ? {} : now?.inputs,
    };
    const answer = await attempt(() => provider.read(request));
    const keep = (found: { id: string; inputs?: PropertyMap | undefined; properties: PropertyMap }) => {
      const resource = { id: found.id, inputs: found.inputs ?? {}, outputs: found.properties };
      if (now === undefined) this.tracker.created(urn, resource);
      else this.tracker.updated(urn, resource);
    };
    return this.judge(
      call,
      answer,
      (found): JsonMap => {
        if (found === undefined) {
          this.tracker.forgotten(urn);
          return {};
        }
        keep(found);
        return {
          id: found.id,
          properties: outputsInWords(found.properties),
          inputs: mapInRecordedWords(found.inputs),
        };
      },
      keep,
    );
  }

  /** The new inputs of a call: our own answer of the last check, unless the engine changed it. */
  private news(call: ProviderCall, step: RecordedStep): PropertyMap {
    const urn = String(call.request["urn"] ?? "");
    const recorded = call.request[call.method === "Create" ? "properties" : "news"];
    const check = step.calls
      .filter((item) => item.method === "Check" && item.request["urn"] === urn)
      .find((item) => JSON.stringify(item.response?.["inputs"]) === JSON.stringify(recorded));
    const ours = this.checked.get(urn);
    if (check !== undefined && ours !== undefined) return ours;
    return this.map(recorded) ?? {};
  }

  private map(value: Json | undefined): PropertyMap | undefined {
    return isMap(value) ? mapFromRecordedWords(this.unifier.concrete(value) as JsonMap) : undefined;
  }

  private judge<T>(
    call: ProviderCall,
    answer: Answer<T>,
    words: (result: T) => JsonMap,
    keep?: (failed: InitFailed) => void,
  ): string[] {
    if ("result" in answer) {
      const ours = words(answer.result);
      if (call.error !== undefined)
        return [`recorded the error ${JSON.stringify(call.error.message)}, got an answer`];
      return this.unifier.compare(withoutStatus(withoutDefaults(call.response ?? {})), ours);
    }
    if (answer.error instanceof InitFailed) keep?.(answer.error);
    if (call.error === undefined)
      return [`recorded an answer, got the error ${JSON.stringify(messageOf(answer.error))}`];
    return this.judgeError(call.error, answer.error);
  }

  private judgeError(recorded: NonNullable<ProviderCall["error"]>, error: unknown): string[] {
    const detail = recorded.details?.[0]?.value;
    if (detail === undefined || !(error instanceof InitFailed)) {
      const kinds =
        (detail === undefined) === !(error instanceof InitFailed)
          ? []
          : [
              `recorded ${detail === undefined ? "a plain error" : "an object that is not ready"}, got the other one`,
            ];
      const ours = error instanceof InitFailed ? (error.reasons[0] ?? "") : messageOf(error);
      return [...kinds, ...this.unifier.compare(withHint(recorded.message), withHint(ours), "error")];
    }
    const ours: JsonMap = {
      id: error.id,
      properties: outputsInWords(error.properties),
      reasons: error.reasons.map((text) => inRecordedWords(text)),
      ...(error.inputs === undefined ? {} : { inputs: mapInRecordedWords(error.inputs) }),
    };
    return this.unifier.compare(withoutStatus(detail), ours, "error");
  }
}

/** The provider processes of one command: one per provider resource. */
class Providers {
  readonly unconfigured = kubernetesProvider();
  private readonly configured = new Map<string, Provider>();

  constructor(
    private readonly messages: EngineMessage[],
    private readonly config: Readonly<Record<string, string>>,
    private readonly isPreview: boolean,
  ) {}

  async configure(urn: string, variables: Readonly<Record<string, string>>): Promise<void> {
    const provider = kubernetesProvider();
    await provider.configure({ args: {}, variables }, (severity, message, about = {}) => {
      const urnText = (about.urn ?? "").replace(/^urn:pulumi:dev::scen::/, "");
      if (about.ephemeral !== true && severity !== "debug")
        this.messages.push({ severity, message, urn: urnText });
    });
    this.configured.set(urn, provider);
  }

  /** The provider of a resource; the default one is configured when it is needed. */
  async of(urn: string): Promise<Provider> {
    const known = this.configured.get(urn) ?? this.latest(urn);
    if (known !== undefined) return known;
    const variables = Object.fromEntries(
      Object.entries(this.config).map(([key, value]) => [
        key.replace(/^kubernetes:/, "kubernetes:config:"),
        value,
      ]),
    );
    await this.configure(urn, variables);
    return this.of(urn);
  }

  /** What a state says may be older than the command: then the provider that the command configured counts. */
  private latest(urn: string): Provider | undefined {
    return urn.includes("default") && !this.isPreview ? undefined : [...this.configured.values()].at(-1);
  }

  async end(): Promise<void> {
    for (const provider of this.configured.values()) await provider.cancel?.();
  }
}

function refused(error: unknown): void {
  if (!(error instanceof StatusError)) throw error;
}

type Answer<T> = { readonly result: T } | { readonly error: unknown };

async function attempt<T>(call: () => T | Promise<T>): Promise<Answer<T>> {
  try {
    return { result: await call() };
  } catch (error) {
    return { error };
  }
}

function keepsState(step: RecordedStep, preview: boolean): boolean {
  return !preview && step.command !== "preview";
}

const KINDS = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];

function diffWords(diff: Awaited<ReturnType<Provider["diff"]>>): JsonMap {
  const detailed = Object.entries(diff.detailedDiff ?? {}).map(
    ([name, { kind, inputDiff }]): [string, JsonMap] => [
      name,
      {
        ...(kind === "add" ? {} : { kind: KINDS.indexOf(kind) }),
        ...(inputDiff === true ? { inputdiff: true } : {}),
      },
    ],
  );
  return {
    changes: diff.changes === "none" ? 1 : 2,
    ...(diff.replaces === undefined || diff.replaces.length === 0
      ? {}
      : { replaces: [...diff.replaces].sort() }),
    ...(diff.diffs === undefined || diff.diffs.length === 0 ? {} : { diffs: [...diff.diffs].sort() }),
    ...(diff.deleteBeforeReplace === true ? { deletebeforereplace: true } : {}),
    ...(detailed.length === 0 ? {} : { detaileddiff: Object.fromEntries(detailed) }),
  };
}

/** What the recordings write only when it is set, and lists that have no order. */
function withoutDefaults(response: JsonMap): JsonMap {
  const { hasdetaileddiff: _ignored, ...rest } = response;
  const lists = ["replaces", "diffs"].filter((name) => Array.isArray(rest[name]));
  return {
    ...rest,
    ...Object.fromEntries(lists.map((name) => [name, [...(rest[name] as readonly string[])].sort()])),
  };
}

/** Status moves on while one looks at it: only that there is one is compared. */
function outputsInWords(outputs: PropertyMap): JsonMap {
  const words = mapInRecordedWords(outputs);
  return "status" in words ? { ...words, status: "<status>" } : words;
}

function withoutStatus(response: JsonMap): JsonMap {
  const properties = response["properties"];
  if (!isMap(properties) || !("status" in properties)) return response;
  return { ...response, properties: { ...properties, status: "<status>" } };
}

function autonamingOf(value: Json | undefined) {
  if (!isMap(value)) return {};
  const modes = ["propose", "enforce", "disabled"] as const;
  const mode = modes[Number(value["mode"] ?? 0)] ?? "propose";
  return { autonaming: { proposedName: String(value["proposedname"] ?? value["proposedName"] ?? ""), mode } };
}

/** Puts the recordings' word in the place of the text for objects that exist. */
function withHint(text: string): string {
  return text.replace(
    /\n\nThe resource already exists in the cluster\. This can happen when:[\s\S]*?update existing objects on create\./,
    "\n\n<hint for existing objects>",
  );
}

/** Messages that the engine makes up itself. */
const ENGINES_OWN =
  /Refreshed resource is in an unhealthy state|has inputs that are not known during preview|previously-imported/;

function compareMessages(step: RecordedStep, ours: readonly EngineMessage[], unifier: Unifier): string[] {
  const recorded = step.diagnostics
    .filter(({ severity, urn }) => ["warning", "info"].includes(severity) && urn !== undefined)
    .map(
      ({ severity, message, urn = "" }) => `${severity} ${urn} ${message.replace(/^(warning|error): /, "")}`,
    )
    .filter((message) => !ENGINES_OWN.test(message));
  const extra = [...new Set(ours.map(({ severity, message, urn }) => `${severity} ${urn} ${message}`))];
  const missing = [...new Set(recorded)].filter((message) => {
    const found = extra.findIndex((own) => unifier.compare(message, own).length === 0);
    if (found >= 0) extra.splice(found, 1);
    return found < 0;
  });
  return [
    ...missing.map((message) => `missing message: ${message}`),
    ...extra.map((message) => `extra message: ${message}`),
  ];
}
