import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { EngineService, type IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engine from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService, type IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/resource_pb";
import type { EventStream, Severity } from "../events";
import { messageOf, Unsupported } from "../failure";
import { GRPC_OPTIONS } from "../plugins/call";
import { ORGANIZATION } from "../state/files";
import { Pulse } from "./pulse";

/** What the program is told about the run. */
export interface ProgramInfo {
  readonly project: string;
  readonly stack: string;
  readonly dryRun: boolean;
  readonly parallel: number;
}

/** What the program may ask the engine for. */
export interface MonitorHandlers {
  registerResource(request: pb.RegisterResourceRequest): Promise<pb.RegisterResourceResponse>;
  readResource(request: pb.ReadResourceRequest): Promise<pb.ReadResourceResponse>;
  registerOutputs(request: pb.RegisterResourceOutputsRequest): Promise<void>;
  invoke(request: pb.ResourceInvokeRequest): Promise<pb.ResourceInvokeResponse>;
  addStackTransform(
    callback: Parameters<IResourceMonitorServer["registerStackTransform"]>[0]["request"],
  ): void;
  addInvokeTransform(
    callback: Parameters<IResourceMonitorServer["registerStackInvokeTransform"]>[0]["request"],
  ): void;
  /** The program has registered everything. Resolves when it may end. */
  programDone(): Promise<void>;
  /** Something was asked for that the engine does not do. */
  refused(error: Unsupported): void;
}

/** The abilities that the program's SDK asks for. What is not among them is refused by name. */
const FEATURES: Readonly<Record<string, pb.ResourceMonitorFeature>> = {
  secrets: pb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
  resourceReferences: pb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  outputValues: pb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  aliasSpecs: pb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  replacementTrigger: pb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  deletedWith: pb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  replaceWith: pb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  transforms: pb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  invokeTransforms: pb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
};

/** Serves the engine and the resource monitor to the program, to providers and to policy packs. */
export class MonitorServer {
  readonly #server = new grpc.Server(GRPC_OPTIONS);
  /** Whether anything that was asked for has still to be answered. */
  readonly pulse = new Pulse();
  #address = "";
  #root = "";

  constructor(private readonly events: EventStream) {}

  /** `127.0.0.1:<port>`, once {@link listen} has resolved. */
  get address(): string {
    return this.#address;
  }

  /** Answers a program. */
  serve(info: ProgramInfo, handlers: MonitorHandlers): void {
    this.#server.addService(ResourceMonitorService, monitorService(info, handlers, this.pulse));
  }

  /** Starts to listen. */
  async listen(): Promise<void> {
    this.#server.addService(EngineService, this.#engineService());
    const port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    this.#address = `127.0.0.1:${port}`;
  }

  /** Stops at once; calls that wait for an answer never get one. */
  close(): void {
    this.#server.forceShutdown();
  }

  #engineService(): IEngineServer {
    const unary = unaryWith(this.pulse);
    return {
      log: unary((request: engine.LogRequest) => {
        const severity = SEVERITIES[request.getSeverity()];
        if (severity !== undefined) {
          const details = request.getEphemeral() ? { ephemeral: true } : {};
          this.events.message(severity, request.getUrn(), request.getMessage(), {
            ...details,
            streamID: request.getStreamid(),
          });
        }
        return Promise.resolve(new Empty());
      }),
      getRootResource: unary(() => Promise.resolve(new engine.GetRootResourceResponse().setUrn(this.#root))),
      setRootResource: unary((request: engine.SetRootResourceRequest) => {
        this.#root = request.getUrn();
        return Promise.resolve(new engine.SetRootResourceResponse());
      }),
      startDebugging: unary(() => Promise.resolve(new Empty())),
      requirePulumiVersion: unary(() => Promise.resolve(new engine.RequirePulumiVersionResponse())),
    };
  }
}

// Debug messages are many and not shown.
const SEVERITIES: Readonly<Record<number, Severity>> = {
  [engine.LogSeverity.INFO]: "info",
  [engine.LogSeverity.WARNING]: "warning",
  [engine.LogSeverity.ERROR]: "error",
};

function monitorService(info: ProgramInfo, handlers: MonitorHandlers, pulse: Pulse): IResourceMonitorServer {
  const unary = unaryWith(pulse);
  const refuse = <Q, R>(what: string): grpc.handleUnaryCall<Q, R> =>
    unary(() => {
      const error = new Unsupported(what);
      handlers.refused(error);
      return Promise.reject(error);
    });
  return {
    getDeploymentInfo: unary(() => Promise.resolve(deploymentInfo(info))),
    supportsFeature: unary((request: pb.SupportsFeatureRequest) =>
      Promise.resolve(
        new pb.SupportsFeatureResponse().setHassupport(FEATURES[request.getId()] !== undefined),
      ),
    ),
    registerResource: unary((request: pb.RegisterResourceRequest) => handlers.registerResource(request)),
    readResource: unary((request: pb.ReadResourceRequest) => handlers.readResource(request)),
    registerResourceOutputs: unary(async (request: pb.RegisterResourceOutputsRequest) => {
      await handlers.registerOutputs(request);
      return new Empty();
    }),
    invoke: unary((request: pb.ResourceInvokeRequest) => handlers.invoke(request)),
    registerStackTransform: unary((callback: Parameters<typeof handlers.addStackTransform>[0]) => {
      handlers.addStackTransform(callback);
      return Promise.resolve(new Empty());
    }),
    registerStackInvokeTransform: unary((callback: Parameters<typeof handlers.addInvokeTransform>[0]) => {
      handlers.addInvokeTransform(callback);
      return Promise.resolve(new Empty());
    }),
    signalAndWaitForShutdown: unary(async () => {
      await handlers.programDone();
      return new Empty();
    }),
    call: refuse("a method call on a resource (Call)"),
    existsResource: refuse("asking whether a resource exists (ExistsResource)"),
    registerResourceHook: refuse("a resource hook"),
    registerErrorHook: refuse("an error hook"),
    registerPackage: refuse("a parameterized package"),
  };
}

function deploymentInfo(info: ProgramInfo): pb.DeploymentInfo {
  const message = new pb.DeploymentInfo();
  message.setProject(info.project);
  message.setStack(info.stack);
  message.setOrganization(ORGANIZATION);
  message.setDryrun(info.dryRun);
  message.setParallel(info.parallel);
  message.setSupportedfeaturesList(Object.values(FEATURES));
  return message;
}

function unaryWith(pulse: Pulse): <Q, R>(handle: (request: Q) => Promise<R>) => grpc.handleUnaryCall<Q, R> {
  return (handle) => (request, callback) => {
    const answered = pulse.beat();
    handle(request.request)
      .finally(answered)
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback({ code: grpc.status.UNKNOWN, details: messageOf(error) });
        },
      );
  };
}
