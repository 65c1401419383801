import * as path from "node:path";
import type { PropertyMap } from "../../../../../localcloud/wire/values";
import { Caller, identityOf } from "./caller";
import { textOf } from "./json";
import { attempt, diffInWords, judge } from "./judge";
import type { EngineMessage } from "./messages";
import { compareMessages } from "./messages";
import { Providers } from "./providers";
import { readObjects } from "./read-objects";
import type { ProviderCall, RecordedStep, Scenario } from "./recording";
import { readRecording } from "./recording";
import type { ParityCluster } from "./stage";
import { Stage } from "./stage";
import { Unifier } from "./unify";
import { mapInRecordedWords } from "./words";

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
  const stage = new Stage(scenario, target);
  await stage.open();
  try {
    const player = new Player(scenario, stage, steps);
    const differences: Difference[] = [];
    for (const [index, step] of steps.entries()) differences.push(...(await player.play(index, step)));
    return differences;
  } finally {
    await stage.close();
  }
}

const RENDER = "kubernetes:config:renderYamlToDirectory";

class Player {
  private readonly unifier = new Unifier();
  private readonly caller = new Caller(this.unifier);
  /** URN of the provider of each resource. */
  private readonly providerOf = new Map<string, string>();
  /** Configurations of explicit providers: in the state, and those that this command asks for. */
  private readonly configs = new Map<string, PropertyMap>();
  private readonly nextConfigs = new Map<string, PropertyMap>();

  constructor(
    private readonly scenario: Scenario,
    private readonly stage: Stage,
    steps: readonly RecordedStep[],
  ) {
    for (const { urn, provider } of steps.flatMap(({ state }) => state)) {
      if (provider === undefined) continue;
      this.providerOf.set(urn, provider.replace(/^urn:pulumi:dev::scen::/, "").replace(/::[^:]*$/, ""));
    }
  }

  async play(index: number, step: RecordedStep): Promise<Difference[]> {
    const { before = [], during = [], env = {}, files = {} } = this.scenario.steps[index] ?? {};
    await this.stage.act(before);
    this.stage.prepare(env, files);
    this.unifier.words = this.stage.words(index, step);
    const meanwhile = Promise.all(during.map((action) => this.stage.act([action])));
    const messages: EngineMessage[] = [];
    const providers = new Providers(messages, this.scenario.config ?? {}, step.command === "preview");
    const differences: Omit<Difference, "step">[] = [];
    for (const call of step.calls) {
      const about = `${call.method} ${textOf(call.request, "urn")}`;
      differences.push(...(await this.make(call, step, providers)).map((text) => ({ about, text })));
    }
    if (step.exit === null) await this.makeUnanswered(step, providers);
    await providers.end();
    await meanwhile;
    for (const [urn, config] of this.nextConfigs) this.configs.set(urn, config);
    differences.push(
      ...compareMessages(step, messages, this.unifier).map((text) => ({ about: "messages", text })),
    );
    // A command that was ended from outside left a call that was never answered, and so is not recorded.
    const looks = step.command !== "preview" && step.exit !== null;
    if (looks) differences.push(...(await readObjects(step.objects, this.stage.admin, this.unifier)));
    return differences.map((difference) => ({ step: index, ...difference }));
  }

  private async make(call: ProviderCall, step: RecordedStep, providers: Providers): Promise<string[]> {
    const urn = textOf(call.request, "urn");
    switch (call.method) {
      case "CheckConfig":
        return this.checkConfig(call, step, providers);
      case "DiffConfig":
        return this.diffConfig(call, providers);
      case "Configure":
        await this.configure(call, providers);
        return [];
      default:
        return this.caller.make(call, step, await providers.of(this.providerOf.get(urn) ?? ""));
    }
  }

  private async checkConfig(call: ProviderCall, step: RecordedStep, providers: Providers): Promise<string[]> {
    const urn = textOf(call.request, "urn");
    const news = this.caller.properties(call.request["news"]) ?? {};
    if (step.command !== "preview") this.nextConfigs.set(urn, news);
    const answer = await attempt(() =>
      providers.unconfigured.checkConfig?.({ ...identityOf(urn), olds: {}, news }),
    );
    return judge(this.unifier, call, answer, (result) => ({
      inputs: mapInRecordedWords(result?.inputs ?? {}),
    }));
  }

  private async diffConfig(call: ProviderCall, providers: Providers): Promise<string[]> {
    const urn = textOf(call.request, "urn");
    const olds = this.configs.get(urn) ?? this.caller.properties(call.request["olds"]) ?? {};
    const news = this.caller.properties(call.request["news"]) ?? {};
    const request = { ...identityOf(urn), id: "", olds, oldInputs: olds, news, ignoreChanges: [] };
    const answer = await attempt(() => providers.unconfigured.diffConfig?.(request));
    return judge(this.unifier, call, answer, (result) => diffInWords(result ?? { changes: "none" }));
  }

  private async configure(call: ProviderCall, providers: Providers): Promise<void> {
    const variables = Object.entries(this.caller.properties(call.request["variables"]) ?? {}).map(
      ([name, value]) => {
        const text = typeof value === "string" ? value : JSON.stringify(value);
        return [name, name === RENDER ? path.join(this.stage.folder, text) : text] as const;
      },
    );
    await providers.configure(textOf(call.request, "urn"), Object.fromEntries(variables));
  }

  /** A command that was ended from outside left creations that were never answered, and so are not recorded. */
  private async makeUnanswered(step: RecordedStep, providers: Providers): Promise<void> {
    for (const call of step.calls.filter(({ method }) => method === "Check")) {
      const urn = textOf(call.request, "urn");
      const properties = this.caller.checkedInputs(urn);
      const answered = step.calls.some(({ method, request }) => method !== "Check" && request["urn"] === urn);
      if (answered || properties === undefined) continue;
      const provider = await providers.of(this.providerOf.get(urn) ?? "");
      await attempt(() =>
        provider.create({ ...identityOf(urn), properties, timeoutSeconds: 1, preview: false }),
      );
    }
  }
}
