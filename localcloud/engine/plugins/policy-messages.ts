import * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import { toStruct, type PropertyMap } from "../../wire/values";

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

interface Describable {
  setUrn(value: string): unknown;
  setType(value: string): unknown;
  setName(value: string): unknown;
  setProperties(value: ReturnType<typeof toStruct>): unknown;
  setOptions(value: pb.AnalyzerResourceOptions): unknown;
  setProvider(value: pb.AnalyzerProviderResource): unknown;
}

/** A resource in the form of a request. */
export function describe<M extends Describable>(request: M, resource: AnalyzedResource): M {
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

/** A resource among all of its stack. */
export function describeInStack(resource: AnalyzedResource): pb.AnalyzerResource {
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

/** What a pack says about a resource or about the stack. */
export function violationOf(diagnostic: pb.AnalyzeDiagnostic): Violation {
  return {
    policyName: diagnostic.getPolicyname(),
    packName: diagnostic.getPolicypackname(),
    packVersion: diagnostic.getPolicypackversion(),
    message: diagnostic.getMessage(),
    level: diagnostic.getEnforcementlevel() === pb.EnforcementLevel.ADVISORY ? "advisory" : "mandatory",
    urn: diagnostic.getUrn(),
  };
}
