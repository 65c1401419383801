import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import {
  RegisterResourceResponse,
  ResourceInvokeResponse,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { parse } from "yaml";
import type { PropertyMap } from "../../localcloud/wire/values";
import { fromStruct, toStruct } from "../../localcloud/wire/values";

const root = path.resolve(__dirname, "../..");

/** What came of running the program once. */
export interface ProgramRun {
  readonly exitCode: number | null;
  /** Errors that the program sent to the engine, as a user sees them. */
  readonly errors: readonly string[];
  /** `type name` of everything that it registered, sorted. */
  readonly registered: readonly string[];
  /** Outputs of the stack. */
  readonly outputs: PropertyMap;
  readonly stderr: string;
}

/**
 * Runs the program as Pulumi's language host does, with the options of Pulumi.yaml, against an engine that takes notes.
 *
 * @param config - configuration of the stack, as texts by full key
 */
export async function runProgram(config: Readonly<Record<string, string>>): Promise<ProgramRun> {
  const engine = new NotingEngine();
  const address = await engine.start();
  try {
    const { exitCode, stderr } = await startLanguageHost(address, config);
    const registered = [...engine.registered].sort();
    return { exitCode, stderr, errors: engine.errors, registered, outputs: engine.outputs };
  } finally {
    engine.stop();
  }
}

/** The configuration of a stack's file, as the engine hands it over. */
export function stackConfig(stack: string): Record<string, string> {
  const file = parse(fs.readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8")) as {
    readonly config: Readonly<Record<string, unknown>>;
  };
  const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return Object.fromEntries(Object.entries(file.config).map(([key, value]) => [key, asText(value)]));
}

async function startLanguageHost(address: string, config: Readonly<Record<string, string>>) {
  const project = parse(fs.readFileSync(path.join(root, "Pulumi.yaml"), "utf8")) as {
    readonly runtime: { readonly options: { readonly typescript: boolean; readonly nodeargs: string } };
  };
  const { typescript, nodeargs } = project.runtime.options;
  const child = spawn(
    process.execPath,
    [
      ...nodeargs.split(" "),
      require.resolve("@pulumi/pulumi/cmd/run"),
      ...["--monitor", address, "--engine", address, "--project", "mullion", "--stack", "dev"],
      ...["--pwd", root, "--parallel", "16", "."],
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        PULUMI_NODEJS_TYPESCRIPT: String(typescript),
        PULUMI_CONFIG: JSON.stringify(config),
      },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [exitCode, stderr] = await Promise.all([exited, text(child.stderr)]);
  return { exitCode, stderr };
}

type Call<Request> = grpc.ServerUnaryCall<Request, unknown>;
type Reply<Response> = grpc.sendUnaryData<Response>;

/** Engine and resource monitor in one: creates nothing, writes everything down. */
class NotingEngine {
  readonly registered: string[] = [];
  readonly errors: string[] = [];
  outputs: PropertyMap = {};
  private readonly server = new grpc.Server();

  async start(): Promise<string> {
    this.server.addService(ResourceMonitorService, this.monitor());
    this.server.addService(EngineService, this.engine());
    const port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    return `127.0.0.1:${String(port)}`;
  }

  stop(): void {
    this.server.forceShutdown();
  }

  private monitor(): grpc.UntypedServiceImplementation {
    const nothing = (_: Call<unknown>, reply: Reply<Empty>) => {
      reply(null, new Empty());
    };
    return {
      supportsFeature: (call: Call<SupportsFeatureRequest>, reply: Reply<SupportsFeatureResponse>) => {
        const supported = ["secrets", "resourceReferences", "outputValues"].includes(call.request.getId());
        reply(null, new SupportsFeatureResponse().setHassupport(supported));
      },
      registerResource: (call: Call<RegisterResourceRequest>, reply: Reply<RegisterResourceResponse>) => {
        reply(null, this.register(call.request));
      },
      registerResourceOutputs: (call: Call<RegisterResourceOutputsRequest>, reply: Reply<Empty>) => {
        this.noteOutputs(call.request);
        reply(null, new Empty());
      },
      invoke: (_: Call<unknown>, reply: Reply<ResourceInvokeResponse>) => {
        const kubeconfigs = [{ name: "clusterUser", value: Buffer.from("kind: Config").toString("base64") }];
        reply(null, new ResourceInvokeResponse().setReturn(toStruct({ kubeconfigs })));
      },
      signalAndWaitForShutdown: nothing,
    };
  }

  private register(request: RegisterResourceRequest): RegisterResourceResponse {
    const [type, name] = [request.getType(), request.getName()];
    this.registered.push(`${type} ${name}`);
    const response = new RegisterResourceResponse().setUrn(`urn:pulumi:dev::mullion::${type}::${name}`);
    if (request.getCustom()) response.setId(`id-of-${name}`);
    const state = {
      name,
      currentKubernetesVersion: "1.36.2",
      result: "generated",
      ...fromStruct(request.getObject()),
    };
    return response.setObject(toStruct(state));
  }

  private noteOutputs(request: RegisterResourceOutputsRequest): void {
    if (request.getUrn().includes("pulumi:pulumi:Stack")) this.outputs = fromStruct(request.getOutputs());
  }

  private engine(): grpc.UntypedServiceImplementation {
    return {
      log: (call: Call<LogRequest>, reply: Reply<Empty>) => {
        if (call.request.getSeverity() === LogSeverity.ERROR) this.errors.push(call.request.getMessage());
        reply(null, new Empty());
      },
      setRootResource: (_: Call<unknown>, reply: Reply<unknown>) => {
        reply({ code: grpc.status.UNIMPLEMENTED });
      },
    };
  }
}
