import type { Value } from "google-protobuf/google/protobuf/struct_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Alias as WireAlias } from "@pulumi/pulumi/proto/alias_pb";
import { TransformResourceOptions, type RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import {
  fromStruct,
  SIGNATURE,
  Signature,
  hasSignature,
  isList,
  isRecord,
  type PropertyMap,
  type PropertyValue,
} from "../../wire/values";
import { Unsupported } from "../failure";
import type { Alias } from "../plan/goal";
import type { CustomTimeouts } from "../state/resource";

/**
 * Refuses what a registration asks for and the embedded engine does not do.
 *
 * @throws Unsupported that names the option.
 */
export function refuseUnsupported(request: RegisterResourceRequest): void {
  const hooks = request.getHooks();
  const asked: readonly (readonly [boolean, string])[] = [
    [request.getRemote(), `the remote component ${request.getType()} (a component that its provider makes)`],
    [request.getPackageref() !== "", "a parameterized package"],
    [request.getPlugindownloadurl() !== "", "the resource option pluginDownloadURL"],
    [request.getEnvvarmappingsMap().getLength() > 0, "the resource option envVarMappings"],
    [request.getStateMigrationsList().length > 0, "the resource option stateMigrations"],
    [
      hooks !== undefined && Object.values(hooks.toObject()).some((list) => list.length > 0),
      "the resource option hooks",
    ],
  ];
  for (const [used, name] of asked) if (used) throw new Unsupported(name);
}

/** The options of a registration in the form in which transforms see and change them. */
export function optionsOf(request: RegisterResourceRequest, provider: string): TransformResourceOptions {
  const options = new TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  if (request.hasProtect()) options.setProtect(request.getProtect() ?? false);
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setVersion(request.getVersion());
  options.setAliasesList([
    ...request.getAliasurnsList().map((urn) => new WireAlias().setUrn(urn)),
    ...request.getAliasesList(),
  ]);
  options.setProvider(provider);
  options.setCustomTimeouts(request.getCustomtimeouts());
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() ?? false);
  options.setDeletedWith(request.getDeletedwith());
  options.setReplaceWithList(request.getReplaceWithList());
  if (request.hasReplacementTrigger()) options.setReplacementTrigger(request.getReplacementTrigger());
  if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace())
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  request.getProvidersMap().forEach((reference: string, pkg: string) => {
    options.getProvidersMap().set(pkg, reference);
  });
  options.setImport(request.getImportid());
  options.setHideDiffList(request.getHidediffsList());
  return options;
}

/** The aliases of a resource. */
export function aliasesOf(list: readonly WireAlias[]): Alias[] {
  return list.map((alias) => {
    const spec = alias.getSpec();
    if (spec === undefined) return { urn: alias.getUrn() };
    return {
      name: spec.getName(),
      type: spec.getType(),
      stack: spec.getStack(),
      project: spec.getProject(),
      parent: spec.getParenturn(),
      noParent: spec.getNoparent(),
    };
  });
}

/**
 * The timeouts of a resource in seconds.
 *
 * @throws Error when one is not a duration such as `1h30m` or `90s`.
 */
export function timeoutsOf(timeouts: RegisterResourceRequest.CustomTimeouts | undefined): CustomTimeouts {
  if (timeouts === undefined) return {};
  const given = { create: timeouts.getCreate(), update: timeouts.getUpdate(), delete: timeouts.getDelete() };
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, text]) => (text === "" ? [] : [[name, seconds(text)]])),
  );
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};

function seconds(text: string): number {
  const parts = [...text.matchAll(/([\d.]+)(h|ms|m|s|us|µs|ns)/gu)];
  if (text === "0") return 0;
  if (parts.length === 0 || parts.map(([whole]) => whole).join("") !== text)
    throw new Error(`unable to parse customTimeout Value ${text}`);
  return parts.reduce(
    (sum, [, number = "0", unit = "s"]) => sum + Number(number) * (UNIT_SECONDS[unit] ?? 0),
    0,
  );
}

/** A single value of a message. */
export function valueOf(message: Value | undefined): PropertyValue {
  if (message === undefined) return null;
  const struct = new Struct();
  struct.getFieldsMap().set("value", message);
  return fromStruct(struct)["value"] ?? null;
}

/** Wraps each property that depends on something in an output value, so that transforms see the dependencies. */
export function withDependencies(
  inputs: PropertyMap,
  dependencies: Readonly<Record<string, readonly string[]>>,
): PropertyMap {
  const entries = Object.entries(inputs).map(([name, value]): [string, PropertyValue] => {
    const urns = dependencies[name] ?? [];
    if (urns.length === 0) return [name, value];
    const known = hasSignature(value, Signature.Output) ? value : { [SIGNATURE]: Signature.Output, value };
    const own = isRecord(known) && isList(known["dependencies"]) ? known["dependencies"] : [];
    return [name, { ...known, dependencies: [...new Set([...own, ...urns])] }];
  });
  return Object.fromEntries(entries);
}
