import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as m from "@pulumi/pulumi/proto/analyzer_pb";
import { structOf } from "../../../policy/struct";
import type { Json } from "../../../policy/wire";
import { declare, type TestResource } from "./resources";

const root = path.resolve(__dirname, "../../..");

/** One violation as the engine gets it. */
export interface Violation {
  readonly policy: string;
  readonly level: "advisory" | "mandatory";
  readonly message: string;
  readonly urn: string;
}

/** A policy pack in a process of its own, started by Pulumi's own loader and asked as the engine asks. */
export class AnalyzerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /** Starts a pack. @param folder the pack's folder, by default Mullion's */
  static async start(folder = path.join(root, "policy")): Promise<AnalyzerProcess> {
    const loader = path.join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [loader, "127.0.0.1:1", folder], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout });
    const port = await Promise.race([
      once(lines, "line").then(([line]) => String(line)),
      once(child, "exit").then(([code]) =>
        Promise.reject(new Error(`the pack ended with code ${String(code)}`)),
      ),
    ]);
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return new AnalyzerProcess(child, client);
  }

  /** Processor time that the pack has taken so far, in milliseconds. Linux only: what others do does not count. */
  cpuMilliseconds(): number {
    const pid = this.child.pid;
    if (pid === undefined) throw new Error("the pack is not running");
    // First the nanoseconds on a processor, thread by thread; /proc/<pid>/stat counts in steps of 10 ms.
    const tasks = `/proc/${pid}/task`;
    const nanoseconds = readdirSync(tasks).map((task) =>
      Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]),
    );
    return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    this.client.close();
    if (this.child.exitCode !== null) return;
    this.child.kill();
    await once(this.child, "exit");
  }

  /** What the pack says about itself. */
  info(): Promise<m.AnalyzerInfo> {
    return new Promise((resolve, reject) => {
      this.client.getAnalyzerInfo(new Empty(), settle(resolve, reject));
    });
  }

  /** Configures policies by name. */
  async configure(
    policies: Readonly<Record<string, { level: m.EnforcementLevel; properties?: Json }>>,
  ): Promise<void> {
    const request = new m.ConfigureAnalyzerRequest();
    for (const [name, { level, properties }] of Object.entries(policies)) {
      const policy = new m.PolicyConfig();
      policy.setEnforcementlevel(level);
      policy.setProperties(structOf(properties ?? {}));
      request.getPolicyconfigMap().set(name, policy);
    }
    await new Promise((resolve, reject) => {
      this.client.configure(request, settle(resolve, reject));
    });
  }

  /** Has one resource judged. */
  async analyze(resource: TestResource): Promise<Violation[]> {
    return (await this.judged(resource)).getDiagnosticsList().map(violation);
  }

  /** Names of the policies that say that they do not apply to a resource, as only packs of Pulumi's SDK do. */
  async notApplicable(resource: TestResource): Promise<string[]> {
    return (await this.judged(resource)).getNotApplicableList().map((one) => one.getPolicyName());
  }

  private judged(resource: TestResource): Promise<m.AnalyzeResponse> {
    return new Promise((resolve, reject) => {
      this.client.analyze(analyzeRequest(resource), settle(resolve, reject));
    });
  }

  /** Has one resource mended: what each rule made of its properties, by rule. */
  async remediate(resource: TestResource): Promise<[string, unknown][]> {
    const response = await new Promise<m.RemediateResponse>((resolve, reject) => {
      this.client.remediate(analyzeRequest(resource), settle(resolve, reject));
    });
    return response
      .getRemediationsList()
      .map((one) => [one.getPolicyname(), one.getProperties()?.toJavaScript()]);
  }

  /** Has a stack judged. */
  async analyzeStack(resources: readonly TestResource[]): Promise<Violation[]> {
    const request = new m.AnalyzeStackRequest();
    request.setResourcesList(resources.map(stackResource));
    const response = await new Promise<m.AnalyzeResponse>((resolve, reject) => {
      this.client.analyzeStack(request, settle(resolve, reject));
    });
    return response.getDiagnosticsList().map(violation);
  }
}

function analyzeRequest(resource: TestResource): m.AnalyzeRequest {
  const { type, name, urn, properties, options } = declare(resource);
  const request = new m.AnalyzeRequest();
  request.setType(type);
  request.setName(name);
  request.setUrn(urn);
  request.setProperties(structOf(properties));
  const wireOptions = new m.AnalyzerResourceOptions();
  wireOptions.setProtect(options.protect);
  wireOptions.setIgnorechangesList([...options.ignoreChanges]);
  request.setOptions(wireOptions);
  return request;
}

function stackResource(resource: TestResource): m.AnalyzerResource {
  const { type, name, urn, properties, options, propertyDependencies } = declare(resource);
  const wire = new m.AnalyzerResource();
  wire.setType(type);
  wire.setName(name);
  wire.setUrn(urn);
  wire.setProperties(structOf(properties));
  const wireOptions = new m.AnalyzerResourceOptions();
  wireOptions.setProtect(options.protect);
  wire.setOptions(wireOptions);
  for (const [property, urns] of propertyDependencies) {
    const dependencies = new m.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    wire.getPropertydependenciesMap().set(property, dependencies);
  }
  return wire;
}

function violation(diagnostic: m.AnalyzeDiagnostic): Violation {
  return {
    policy: diagnostic.getPolicyname(),
    level: diagnostic.getEnforcementlevel() === m.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
    message: diagnostic.getMessage(),
    urn: diagnostic.getUrn(),
  };
}

function settle<T>(resolve: (value: T) => void, reject: (error: Error) => void) {
  return (error: Error | null, value: T | undefined): void => {
    if (error !== null) reject(error);
    else if (value === undefined) reject(new Error("the pack answered nothing"));
    else resolve(value);
  };
}
