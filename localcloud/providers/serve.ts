import * as grpc from "@grpc/grpc-js";
import * as empty from "google-protobuf/google/protobuf/empty_pb";
import * as engineService from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engineMessages from "@pulumi/pulumi/proto/engine_pb";
import * as pluginMessages from "@pulumi/pulumi/proto/plugin_pb";
import * as service from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as m from "@pulumi/pulumi/proto/provider_pb";
import "../end-with-parent";
import { ID_FOR } from "../wire/id-for";
import { fromStruct, isRecord, toStruct } from "../wire/values";
import type { PropertyMap } from "../wire/values";
import { initFailedStatus } from "./init-failed";
import type { CheckResult, DiffKind, DiffResult, EngineLog, Provider, ResourceIdentity } from "./provider";
import { InitFailed, Unsupported } from "./provider";

const kinds: Readonly<Record<DiffKind, m.PropertyDiff.Kind>> = {
  add: m.PropertyDiff.Kind.ADD,
  "add-replace": m.PropertyDiff.Kind.ADD_REPLACE,
  delete: m.PropertyDiff.Kind.DELETE,
  "delete-replace": m.PropertyDiff.Kind.DELETE_REPLACE,
  update: m.PropertyDiff.Kind.UPDATE,
  "update-replace": m.PropertyDiff.Kind.UPDATE_REPLACE,
};

const changes: Readonly<Record<DiffResult["changes"], m.DiffResponse.DiffChanges>> = {
  unknown: m.DiffResponse.DiffChanges.DIFF_UNKNOWN,
  none: m.DiffResponse.DiffChanges.DIFF_NONE,
  some: m.DiffResponse.DiffChanges.DIFF_SOME,
};

/**
 * Runs a provider as a Pulumi plugin process: listens on a free loopback port, prints it as the first line of
 * standard output, answers the provider protocol and ends on SIGINT or SIGTERM. The engine's address is the
 * last argument of the process.
 *
 * @param version Version of the npm package that the stand-in stands for.
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
export function serve(provider: Provider, version: string): void {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": 400 * 1024 * 1024,
    "grpc.max_send_message_length": 400 * 1024 * 1024,
    // Statistics that nobody reads.
    "grpc.enable_channelz": 0,
  });
  server.addService(
    service.ResourceProviderService,
    handlers(provider, version, engineLog(process.argv.at(-1))),
  );
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
      process.stderr.write(`cannot listen on 127.0.0.1: ${error.message}\n`);
      process.exit(1);
    }
    process.stdout.write(`${String(port)}\n`);
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(0));
}

/** The answers of a provider as gRPC handlers; exported for tests that call a provider without a process. */
export function handlers(
  provider: Provider,
  version: string,
  log: EngineLog,
): grpc.UntypedServiceImplementation {
  return {
    getPluginInfo: unary(() => new pluginMessages.PluginInfo().setVersion(version)),
    checkConfig: unary(async (q: m.CheckRequest) => {
      const request = checkRequest(q);
      return checkResponse((await provider.checkConfig?.(request)) ?? { inputs: request.news });
    }),
    diffConfig: unary(async (q: m.DiffRequest) =>
      diffResponse((await provider.diffConfig?.(diffRequest(q))) ?? { changes: "none" }),
    ),
    configure: unary(async (q: m.ConfigureRequest) => {
      await provider.configure(
        { args: fromStruct(q.getArgs()), variables: Object.fromEntries(q.getVariablesMap().getEntryList()) },
        log,
      );
      return new m.ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(provider.supportsPreview ?? true)
        .setSupportsAutonamingConfiguration(provider.supportsAutonamingConfiguration ?? false);
    }),
    check: unary(async (q: m.CheckRequest) => checkResponse(await provider.check(checkRequest(q)))),
    diff: unary(async (q: m.DiffRequest) => diffResponse(await provider.diff(diffRequest(q)))),
    create: unary(async (q: m.CreateRequest) => {
      const made = await provider.create({
        ...identity(q),
        properties: fromStruct(q.getProperties()),
        timeoutSeconds: q.getTimeout(),
        preview: q.getPreview(),
      });
      return new m.CreateResponse().setId(made.id).setProperties(toStruct(made.properties));
    }),
    read: unary(async (q: m.ReadRequest) => {
      const found = await provider.read({
        ...identity(q),
        id: q.getId(),
        properties: q.hasProperties() ? fromStruct(q.getProperties()) : undefined,
        inputs: q.hasInputs() ? fromStruct(q.getInputs()) : undefined,
        timeoutSeconds: q.getTimeout(),
      });
      if (found === undefined) return new m.ReadResponse();
      return new m.ReadResponse()
        .setId(found.id)
        .setProperties(toStruct(found.properties))
        .setInputs(toStruct(found.inputs));
    }),
    update: unary(async (q: m.UpdateRequest) => {
      const request = { ...diffRequest(q), timeoutSeconds: q.getTimeout(), preview: q.getPreview() };
      return new m.UpdateResponse().setProperties(toStruct(await provider.update(request)));
    }),
    delete: unary(async (q: m.DeleteRequest) => {
      await provider.delete({
        ...identity(q),
        id: q.getId(),
        properties: fromStruct(q.getProperties()),
        oldInputs: fromStruct(q.getOldInputs()),
        timeoutSeconds: q.getTimeout(),
      });
      return new empty.Empty();
    }),
    invoke: unary(async (q: m.InvokeRequest) => {
      if (q.getTok() === ID_FOR) return idForResponse(provider, fromStruct(q.getArgs()));
      if (provider.invoke === undefined) throw new Unsupported(`function ${q.getTok()} is not supported`);
      const result = await provider.invoke({
        token: q.getTok(),
        args: fromStruct(q.getArgs()),
        preview: q.getPreview(),
      });
      return new m.InvokeResponse()
        .setReturn(toStruct(result.value))
        .setFailuresList((result.failures ?? []).map(checkFailure));
    }),
    construct: unary((q: m.ConstructRequest) => {
      throw new Unsupported(
        `component ${q.getType()} "${q.getName()}" is not supported: the local cloud's providers make no components`,
      );
    }),
    call: unary((q: m.CallRequest) => {
      throw new Unsupported(
        `method ${q.getTok()} is not supported: the local cloud's providers have no methods`,
      );
    }),
    cancel: unary(async () => {
      await provider.cancel?.();
      return new empty.Empty();
    }),
  };
}

async function idForResponse(provider: Provider, args: PropertyMap): Promise<m.InvokeResponse> {
  const { type, inputs } = args;
  if (provider.idFor === undefined || typeof type !== "string" || !isRecord(inputs))
    throw new Unsupported(`function ${ID_FOR} is not supported`);
  const id = await provider.idFor({ type, inputs });
  return new m.InvokeResponse().setReturn(toStruct(id === undefined ? {} : { id }));
}

function unary<Q, R>(answer: (request: Q) => R | Promise<R>): grpc.handleUnaryCall<Q, R> {
  return (call, callback) => {
    void (async () => answer(call.request))().then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        callback(toServiceError(error));
      },
    );
  };
}

function toServiceError(error: unknown): Partial<grpc.StatusObject> {
  if (error instanceof InitFailed) return initFailedStatus(error);
  const code = error instanceof Unsupported ? grpc.status.UNIMPLEMENTED : grpc.status.UNKNOWN;
  return { code, details: error instanceof Error ? error.message : String(error) };
}

interface IdentityMessage {
  getUrn(): string;
  getType(): string;
  getName(): string;
}

function identity(q: IdentityMessage): ResourceIdentity {
  // Old engines send the URN only: urn:pulumi:STACK::PROJECT::TYPES::NAME, where only the name may hold "::".
  const [, , types = "", ...name] = q.getUrn().split("::");
  return {
    urn: q.getUrn(),
    type: q.getType() || (types.split("$").at(-1) ?? ""),
    name: q.getName() || name.join("::"),
  };
}

const autonamingModes = ["propose", "enforce", "disabled"] as const;

function checkRequest(q: m.CheckRequest) {
  const autonaming = q.getAutonaming();
  const mode = autonaming === undefined ? undefined : autonamingModes[autonaming.getMode()];
  return {
    ...identity(q),
    olds: fromStruct(q.getOlds()),
    news: fromStruct(q.getNews()),
    randomSeed: q.getRandomseed_asU8(),
    ...(autonaming !== undefined && mode !== undefined
      ? { autonaming: { proposedName: autonaming.getProposedName(), mode } }
      : {}),
  };
}

function checkResponse(result: CheckResult): m.CheckResponse {
  return new m.CheckResponse()
    .setInputs(toStruct(result.inputs))
    .setFailuresList((result.failures ?? []).map(checkFailure));
}

function checkFailure(failure: { readonly property: string; readonly reason: string }): m.CheckFailure {
  return new m.CheckFailure().setProperty(failure.property).setReason(failure.reason);
}

function diffRequest(q: m.DiffRequest | m.UpdateRequest) {
  return {
    ...identity(q),
    id: q.getId(),
    olds: fromStruct(q.getOlds()),
    oldInputs: fromStruct(q.getOldInputs()),
    news: fromStruct(q.getNews()),
    ignoreChanges: q.getIgnorechangesList(),
  };
}

function diffResponse(result: DiffResult): m.DiffResponse {
  const response = new m.DiffResponse()
    .setChanges(changes[result.changes])
    .setReplacesList([...(result.replaces ?? [])])
    .setStablesList([...(result.stables ?? [])])
    .setDiffsList([...(result.diffs ?? [])])
    .setDeletebeforereplace(result.deleteBeforeReplace ?? false)
    .setHasdetaileddiff(result.detailedDiff !== undefined);
  for (const [path, { kind, inputDiff }] of Object.entries(result.detailedDiff ?? {})) {
    const difference = new m.PropertyDiff().setKind(kinds[kind]).setInputdiff(inputDiff ?? false);
    response.getDetaileddiffMap().set(path, difference);
  }
  return response;
}

const severities = {
  debug: engineMessages.LogSeverity.DEBUG,
  info: engineMessages.LogSeverity.INFO,
  warning: engineMessages.LogSeverity.WARNING,
  error: engineMessages.LogSeverity.ERROR,
} as const;

function engineLog(address: string | undefined): EngineLog {
  if (address === undefined || !/^[^/]+:\d+$/.test(address)) return () => undefined;
  const client = new engineService.EngineClient(address, grpc.credentials.createInsecure());
  return (severity, message, about = {}) => {
    const request = new engineMessages.LogRequest()
      .setSeverity(severities[severity])
      .setMessage(message)
      .setUrn(about.urn ?? "")
      .setEphemeral(about.ephemeral ?? false);
    // A message that does not arrive must not end a deployment.
    client.log(request, () => undefined);
  };
}
