import * as grpc from "@grpc/grpc-js";
import { setTimeout as delay } from "node:timers/promises";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import { fromStruct, toStruct, type PropertyMap } from "../../wire/values";
import { messageOf } from "../failure";
import { call, CallError, GRPC_OPTIONS, type Unary } from "./call";
import type { PluginProcess } from "./process";
import { policySettings } from "./policy-config";

/** A resource as policies see it. */
export interface AnalyzedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: PropertyMap;
  readonly options: {
    readonly protect: boolean;
    readonly ignoreChanges: readonly string[];
    readonly deleteBeforeReplace?: boolean;
    readonly additionalSecretOutputs: readonly string[];
    readonly customTimeouts: { readonly create?: number; readonly update?: number; readonly delete?: number };
    readonly parent: string;
  };
  readonly provider?: {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly properties: PropertyMap;
  };
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** What a policy found wrong. */
export interface Violation {
  readonly policyName: string;
  readonly packName: string;
  readonly packVersion: string;
  readonly message: string;
  /** A remediation that cannot remediate counts as mandatory. */
  readonly level: "advisory" | "mandatory";
  /** The resource meant by a stack policy, empty for the stack itself. */
  readonly urn: string;
}

/** What a remediation made of a resource, or why it could not. */
export interface RemediationAnswer {
  readonly policyName: string;
  readonly packName: string;
  readonly packVersion: string;
  readonly properties?: PropertyMap;
  readonly diagnostic: string;
}

/** Which policies of a pack had nothing to say, and which had. */
export interface Verdict {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

/** What the pack is told about the run. */
export interface PackContext {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  readonly dryRun: boolean;
  readonly config: Readonly<Record<string, string>>;
}

/** How long to wait for the end of a process whose connection is gone, in milliseconds. */
const GRACE_MS = 2_000;

/** A running policy pack. Whatever goes wrong with it is an error of the run: no policy passes by failing. */
export class PolicyPack {
  readonly #client: AnalyzerClient;
  #info = new pb.AnalyzerInfo();

  constructor(
    private readonly process: PluginProcess,
    private readonly folder: string,
  ) {
    this.#client = new AnalyzerClient(
      `127.0.0.1:${process.port}`,
      grpc.credentials.createInsecure(),
      GRPC_OPTIONS,
    );
  }

  /** The pack's own name and version, for events. */
  get identity(): {
    readonly policyPackName: string;
    readonly policyPackVersion: string;
    readonly policyPackVersionTag: string;
  } {
    const version = this.#info.getVersion();
    return {
      policyPackName: this.#info.getName(),
      policyPackVersion: version,
      policyPackVersionTag: version,
    };
  }

  /** Tells the pack about the run and which policies apply how. */
  async configure(context: PackContext, settings: unknown): Promise<void> {
    const stack = new pb.AnalyzerStackConfigureRequest();
    stack.setStack(context.stack);
    stack.setProject(context.project);
    stack.setOrganization(context.organization);
    stack.setDryRun(context.dryRun);
    for (const [key, value] of Object.entries(context.config)) stack.getConfigMap().set(key, value);
    await this.#call<pb.AnalyzerStackConfigureResponse>((done) => this.#client.configureStack(stack, done));
    await this.#call<PluginInfo>((done) => this.#client.getPluginInfo(new Empty(), done));
    this.#info = await this.#call<pb.AnalyzerInfo>((done) => this.#client.getAnalyzerInfo(new Empty(), done));
    const request = new pb.ConfigureAnalyzerRequest();
    for (const [name, policy] of policySettings(this.folder, this.#info, settings))
      request.getPolicyconfigMap().set(name, policy);
    await this.#call<Empty>((done) => this.#client.configure(request, done));
  }

  /** Lets the pack mend a resource's inputs. */
  async remediate(
    resource: AnalyzedResource,
  ): Promise<{ readonly answers: readonly RemediationAnswer[]; readonly verdict: Verdict }> {
    const answer = await this.#call<pb.RemediateResponse>((done) =>
      this.#client.remediate(describe(new pb.AnalyzeRequest(), resource), done),
    );
    const answers = answer.getRemediationsList().map((remediation) => ({
      policyName: remediation.getPolicyname(),
      packName: remediation.getPolicypackname(),
      packVersion: remediation.getPolicypackversion(),
      diagnostic: remediation.getDiagnostic(),
      ...(remediation.hasProperties() ? { properties: fromStruct(remediation.getProperties()) } : {}),
    }));
    const verdict = this.#verdict(pb.PolicyType.POLICY_TYPE_RESOURCE, answers, answer.getNotApplicableList());
    return { answers, verdict };
  }

  /** Lets the pack judge a resource. */
  async analyze(
    resource: AnalyzedResource,
  ): Promise<{ readonly violations: readonly Violation[]; readonly verdict: Verdict }> {
    const answer = await this.#call<pb.AnalyzeResponse>((done) =>
      this.#client.analyze(describe(new pb.AnalyzeRequest(), resource), done),
    );
    const violations = answer.getDiagnosticsList().map(violationOf);
    const verdict = this.#verdict(
      pb.PolicyType.POLICY_TYPE_RESOURCE,
      violations,
      answer.getNotApplicableList(),
    );
    return { violations, verdict };
  }

  /** Lets the pack judge the stack as a whole. */
  async analyzeStack(
    resources: readonly AnalyzedResource[],
  ): Promise<{ readonly violations: readonly Violation[]; readonly verdict: Verdict }> {
    const request = new pb.AnalyzeStackRequest();
    request.setResourcesList(resources.map(describeInStack));
    const answer = await this.#call<pb.AnalyzeResponse>((done) => this.#client.analyzeStack(request, done));
    const violations = answer.getDiagnosticsList().map(violationOf);
    return {
      violations,
      verdict: this.#verdict(pb.PolicyType.POLICY_TYPE_STACK, violations, answer.getNotApplicableList()),
    };
  }

  /** Ends the pack's process. */
  async close(): Promise<void> {
    await this.process.stop();
    this.#client.close();
  }

  /** Ends the pack's process at once. */
  kill(): void {
    this.process.kill();
  }

  async #call<R>(start: Unary<R>): Promise<R> {
    try {
      return await call(start);
    } catch (error) {
      const lost = error instanceof CallError && error.code === grpc.status.UNAVAILABLE;
      // A pack that is gone takes its connection with it; how it went is known a moment later.
      const how = lost
        ? await Promise.race([this.process.ended, delay(GRACE_MS, "does not answer any more")])
        : "";
      const culprit = how === "" ? "" : `\npolicy pack ${this.folder} ${how}`;
      throw new Error(`failed to run policy: ${messageOf(error)}${culprit}`, { cause: error });
    }
  }

  #verdict(
    type: pb.PolicyType,
    failed: readonly { readonly policyName: string }[],
    notApplicable: readonly pb.PolicyNotApplicable[],
  ): Verdict {
    const bad = new Set(failed.map((entry) => entry.policyName));
    const skipped = new Set(notApplicable.map((entry) => entry.getPolicyName()));
    const names = this.#info
      .getPoliciesList()
      .filter((policy) => policy.getPolicyType() === type)
      .map((policy) => policy.getName());
    return {
      passed: names.filter((name) => !bad.has(name) && !skipped.has(name)).sort(),
      failed: [...bad].sort(),
    };
  }
}

interface Describable {
  setUrn(value: string): unknown;
  setType(value: string): unknown;
  setName(value: string): unknown;
  setProperties(value: ReturnType<typeof toStruct>): unknown;
  setOptions(value: pb.AnalyzerResourceOptions): unknown;
  setProvider(value: pb.AnalyzerProviderResource): unknown;
}

function describe<M extends Describable>(request: M, resource: AnalyzedResource): M {
  request.setUrn(resource.urn);
  request.setType(resource.type);
  request.setName(resource.name);
  request.setProperties(toStruct(resource.properties));
  request.setOptions(optionsOf(resource.options));
  if (resource.provider !== undefined) {
    const provider = new pb.AnalyzerProviderResource();
    provider.setUrn(resource.provider.urn);
    provider.setType(resource.provider.type);
    provider.setName(resource.provider.name);
    provider.setProperties(toStruct(resource.provider.properties));
    request.setProvider(provider);
  }
  return request;
}

function describeInStack(resource: AnalyzedResource): pb.AnalyzerResource {
  const message = describe(new pb.AnalyzerResource(), resource);
  message.setParent(resource.options.parent);
  message.setDependenciesList([...resource.dependencies]);
  for (const [name, urns] of Object.entries(resource.propertyDependencies)) {
    if (urns.length === 0) continue;
    const list = new pb.AnalyzerPropertyDependencies();
    list.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(name, list);
  }
  return message;
}

function optionsOf(options: AnalyzedResource["options"]): pb.AnalyzerResourceOptions {
  const message = new pb.AnalyzerResourceOptions();
  message.setProtect(options.protect);
  message.setIgnorechangesList([...options.ignoreChanges]);
  message.setDeletebeforereplace(options.deleteBeforeReplace ?? false);
  message.setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
  message.setAdditionalsecretoutputsList([...options.additionalSecretOutputs]);
  const timeouts = new pb.AnalyzerResourceOptions.CustomTimeouts();
  timeouts.setCreate(options.customTimeouts.create ?? 0);
  timeouts.setUpdate(options.customTimeouts.update ?? 0);
  timeouts.setDelete(options.customTimeouts.delete ?? 0);
  message.setCustomtimeouts(timeouts);
  message.setParent(options.parent);
  return message;
}

function violationOf(diagnostic: pb.AnalyzeDiagnostic): Violation {
  return {
    policyName: diagnostic.getPolicyname(),
    packName: diagnostic.getPolicypackname(),
    packVersion: diagnostic.getPolicypackversion(),
    message: diagnostic.getMessage(),
    level: diagnostic.getEnforcementlevel() === pb.EnforcementLevel.ADVISORY ? "advisory" : "mandatory",
    urn: diagnostic.getUrn(),
  };
}
