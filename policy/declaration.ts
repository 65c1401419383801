import type * as m from "@pulumi/pulumi/proto/analyzer_pb";
import type { Declaration } from "./judge";
import type { ResourceOptions } from "./resource";
import { isJson } from "./wire";

/** A resource from a request of the engine, alone or in its stack. */
export function declarationOf(request: m.AnalyzeRequest | m.AnalyzerResource): Declaration {
  const properties: unknown = request.getProperties()?.toJavaScript() ?? {};
  const providerUrn = request.getProvider()?.getUrn();
  return {
    type: request.getType(),
    name: request.getName(),
    urn: request.getUrn(),
    properties: isJson(properties) ? properties : {},
    options: optionsOf(request),
    propertyDependencies: dependenciesOf(request),
    ...(providerUrn === undefined ? {} : { providerUrn }),
  };
}

function optionsOf(request: m.AnalyzeRequest | m.AnalyzerResource): ResourceOptions {
  const options = request.getOptions();
  const parent = options?.getParent();
  return {
    protect: options?.getProtect() ?? false,
    ignoreChanges: options?.getIgnorechangesList() ?? [],
    deleteBeforeReplace: options?.getDeletebeforereplace() ?? false,
    ...(parent === undefined || parent === "" ? {} : { parent }),
  };
}

function dependenciesOf(
  request: m.AnalyzeRequest | m.AnalyzerResource,
): ReadonlyMap<string, readonly string[]> {
  // Only resources of a stack carry their dependencies.
  if (!("getPropertydependenciesMap" in request)) return new Map();
  const map = request.getPropertydependenciesMap();
  return new Map(map.toArray().map(([property]) => [property, map.get(property)?.getUrnsList() ?? []]));
}
