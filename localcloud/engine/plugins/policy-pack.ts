import * as grpc from "@grpc/grpc-js";
import { setTimeout as delay } from "node:timers/promises";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import { fromStruct, type PropertyMap } from "../../wire/values";
import { messageOf } from "../failure";
import type { Patience } from "../patience";
import { call, CallError, GRPC_OPTIONS, Overdue, type Unary } from "./call";
import type { PluginProcess } from "./process";
import { policySettings } from "./policy-config";
import {
  describe,
  describeInStack,
  violationOf,
  type AnalyzedResource,
  type Violation,
} from "./policy-messages";

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
    private readonly patience: Patience,
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
    await this.#call<pb.AnalyzerStackConfigureResponse>("ConfigureStack", (done) =>
      this.#client.configureStack(stack, done),
    );
    await this.#call<PluginInfo>("GetPluginInfo", (done) => this.#client.getPluginInfo(new Empty(), done));
    this.#info = await this.#call<pb.AnalyzerInfo>("GetAnalyzerInfo", (done) =>
      this.#client.getAnalyzerInfo(new Empty(), done),
    );
    const request = new pb.ConfigureAnalyzerRequest();
    for (const [name, policy] of policySettings(this.folder, this.#info, settings))
      request.getPolicyconfigMap().set(name, policy);
    await this.#call<Empty>("Configure", (done) => this.#client.configure(request, done));
  }

  /** Lets the pack mend a resource's inputs. */
  async remediate(
    resource: AnalyzedResource,
  ): Promise<{ readonly answers: readonly RemediationAnswer[]; readonly verdict: Verdict }> {
    const answer = await this.#call<pb.RemediateResponse>("Remediate", (done) =>
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
    const answer = await this.#call<pb.AnalyzeResponse>("Analyze", (done) =>
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
    const answer = await this.#call<pb.AnalyzeResponse>("AnalyzeStack", (done) =>
      this.#client.analyzeStack(request, done),
    );
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

  async #call<R>(method: string, start: Unary<R>): Promise<R> {
    try {
      return await call(start, this.patience.answerSeconds);
    } catch (error) {
      throw new Error(`failed to run policy: ${await this.#reason(method, error)}`, { cause: error });
    }
  }

  async #reason(method: string, error: unknown): Promise<string> {
    const culprit = `policy pack ${this.folder}`;
    if (error instanceof Overdue) {
      this.process.kill();
      return `${culprit} has not answered ${method} for ${error.seconds} s and was ended; look for a policy that waits or loops`;
    }
    if (!(error instanceof CallError && error.code === grpc.status.UNAVAILABLE)) return messageOf(error);
    // A pack that is gone takes its connection with it; how it went is known a moment later.
    const how = await Promise.race([this.process.ended, delay(GRACE_MS, "does not answer any more")]);
    return `${culprit} ${how}`;
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
