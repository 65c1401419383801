import { isIsoDate, type IsoDate } from "../catalogue/source";
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as service from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as m from "@pulumi/pulumi/proto/analyzer_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { announcement, levels, type Pack } from "./announcement";
import { declarationOf } from "./declaration";
import { type Diagnostic, Judge, type Mending } from "./judge";
import { type PolicyConfiguration, readSettings } from "./settings";
import { structOf } from "./struct";
import { isJson } from "./wire";

/** Stacks of thousands of resources arrive as one message. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/**
 * Runs the pack as a Pulumi analyzer plugin: listens on a free loopback port and prints it, as the engine expects.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto
 */
export function serve(pack: Pack): void {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
    // Statistics that nobody reads.
    "grpc.enable_channelz": 0,
  });
  server.addService(service.AnalyzerService, handlers(pack));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
      process.stderr.write(`the policy pack cannot listen on 127.0.0.1: ${error.message}\n`);
      process.exit(1);
    }
    process.stdout.write(`${String(port)}\n`);
  });
}

/** The answers of the pack as gRPC handlers; exported for tests that call them without a process. */
export function handlers(pack: Pack): grpc.UntypedServiceImplementation {
  let configuration: ReadonlyMap<string, PolicyConfiguration> = new Map();
  let judge = new Judge(pack.rules, readSettings(configuration, today()));
  const renew = () => {
    judge = new Judge(pack.rules, readSettings(configuration, today()));
  };

  return {
    getPluginInfo: answer(() => {
      const info = new PluginInfo();
      info.setVersion(pack.version);
      return info;
    }),
    getAnalyzerInfo: answer(() => announcement(pack)),
    handshake: answer(() => new m.AnalyzerHandshakeResponse()),
    cancel: answer(() => new Empty()),
    configureStack: answer(() => {
      renew();
      return new m.AnalyzerStackConfigureResponse();
    }),
    configure: answer((request: m.ConfigureAnalyzerRequest) => {
      configuration = configurationOf(request);
      renew();
      return new Empty();
    }),
    analyze: answer((request: m.AnalyzeRequest) => response(pack, judge.resource(declarationOf(request)))),
    analyzeStack: answer((request: m.AnalyzeStackRequest) =>
      response(pack, judge.stack(request.getResourcesList().map(declarationOf))),
    ),
    remediate: answer((request: m.AnalyzeRequest) => remediation(pack, judge.mend(declarationOf(request)))),
  };
}

/** A handler that fails the call, and so the deployment, when the pack itself fails. */
function answer<Request, Response>(
  handle: (request: Request) => Response,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    try {
      callback(null, handle(call.request));
    } catch (error) {
      const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
      callback({ code: grpc.status.UNKNOWN, details });
    }
  };
}

function configurationOf(request: m.ConfigureAnalyzerRequest): ReadonlyMap<string, PolicyConfiguration> {
  const entries = request
    .getPolicyconfigMap()
    .toArray()
    .map(([name]) => name);
  return new Map(
    entries.flatMap((name) => {
      const policy = request.getPolicyconfigMap().get(name);
      if (policy === undefined) return [];
      const parameters: unknown = policy.getProperties()?.toJavaScript() ?? {};
      return [
        [
          name,
          { level: levels[policy.getEnforcementlevel()], parameters: isJson(parameters) ? parameters : {} },
        ],
      ];
    }),
  );
}

function response(pack: Pack, diagnostics: readonly Diagnostic[]): m.AnalyzeResponse {
  const message = new m.AnalyzeResponse();
  message.setDiagnosticsList(
    diagnostics.map(({ rule, level, urn, message: text }) => {
      const diagnostic = new m.AnalyzeDiagnostic();
      diagnostic.setPolicyname(rule.name);
      diagnostic.setPolicypackname(pack.name);
      diagnostic.setPolicypackversion(pack.version);
      diagnostic.setDescription(rule.description);
      diagnostic.setMessage(text);
      diagnostic.setEnforcementlevel(
        level === "mandatory" ? m.EnforcementLevel.MANDATORY : m.EnforcementLevel.ADVISORY,
      );
      diagnostic.setUrn(urn);
      return diagnostic;
    }),
  );
  return message;
}

function remediation(pack: Pack, mendings: readonly Mending[]): m.RemediateResponse {
  const message = new m.RemediateResponse();
  message.setRemediationsList(
    mendings.map(({ rule, properties }) => {
      const remediation = new m.Remediation();
      remediation.setPolicyname(rule.name);
      remediation.setPolicypackname(pack.name);
      remediation.setPolicypackversion(pack.version);
      remediation.setDescription(rule.description);
      remediation.setProperties(structOf(properties));
      return remediation;
    }),
  );
  return message;
}

function today(): IsoDate {
  const day = new Date().toISOString().slice(0, "YYYY-MM-DD".length);
  if (!isIsoDate(day)) throw new Error(`this machine's clock shows the impossible day ${day}`);
  return day;
}
