import { randomUUID } from "node:crypto";
import type { Cloud, Described } from "../../aws";
import { AwsError, createResource, deleteResource, readResource, updateResource } from "../../aws";
import type { PropertyMap } from "../../wire/values";
import { UNKNOWN, isRecord, unwrapSecrets } from "../../wire/values";
import type * as p from "../provider";
import { InitFailed } from "../provider";
import { annotateSecrets, plainMap } from "../sdk/secrets";
import { failuresOf, withDefaults } from "./check";
import { diffInputs, same } from "./diff";
import { invokeFunction } from "./functions";
import { keptOf, readInputs, withPrefixedName, withoutMarks, writeOnly } from "./inputs";
import type { ResourceSpec } from "./resources";
import { resourceSpecs } from "./resources";
import { unthrottled, withRetries } from "./retry";
import { schema, shapeOf } from "./schema/schema";

/** Words of the API for what a call does. */
type Verb = "Create" | "Update" | "Delete" | "Describe";

/**
 * The stand-in for the aws provider: the same names, the same plan, the same words, but what it asks is the local
 * cloud.
 *
 * @see https://github.com/pulumi/pulumi-terraform-bridge/blob/master/pkg/tfbridge/provider.go
 */
export class AwsProvider implements p.Provider {
  readonly supportsAutonamingConfiguration = true;
  readonly #cloud: Cloud;
  readonly #cancelled = new AbortController();
  #region = "";
  #defaultTags: PropertyMap = {};
  #log: p.EngineLog = () => undefined;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  configure({ args, variables }: p.ConfigureRequest, log: p.EngineLog): void {
    const read = (name: string): unknown =>
      decoded(unwrapSecrets(args[name] ?? variables[`aws:config:${name}`] ?? null));
    const region = read("region") ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"];
    if (typeof region !== "string" || region === "")
      throw new Error(
        'missing required configuration key "aws:region": the region where AWS operations will take place; set it with "pulumi config set aws:region <region>"',
      );
    this.#region = region;
    const defaults = read("defaultTags");
    const tags = isRecord(defaults) ? defaults["tags"] : undefined;
    this.#defaultTags = isRecord(tags) ? tags : {};
    this.#log = log;
  }

  check(request: p.CheckRequest): p.CheckResult {
    const { inputs: shape } = shapeOf(request.type);
    const types = schema().inputTypes;
    const inputs = withDefaults(specOf(request.type), shape, types, request);
    return { inputs, failures: failuresOf(shape, inputs, types, request.name) };
  }

  diff({ type, oldInputs, olds, news }: p.DiffRequest): p.DiffResult {
    const [before, after] = [plainMap(oldInputs), plainMap(news)];
    const result = diffInputs(specOf(type), shapeOf(type), before, after);
    const stale = "tagsAll" in shapeOf(type).outputs && !same(olds["tagsAll"], this.#tagsAll(after));
    // New tags for everything, from the provider's configuration.
    return result.changes === "none" && stale ? { changes: "some", diffs: ["tagsAll"] } : result;
  }

  async create(request: p.CreateRequest): Promise<p.CreateResult> {
    const { type, properties } = request;
    const inputs = plainMap(properties);
    if (request.preview)
      return { id: "", properties: annotateSecrets(this.#planned(type, inputs), properties) };
    const target = this.#target(type, inputs);
    const requested = withPrefixedName(specOf(type), this.#requested(type, inputs));
    try {
      const made = await withRetries(this.#cloud, () =>
        createResource(this.#cloud, target, requested, this.#options(request.urn)),
      );
      return { id: made.id, properties: annotateSecrets(this.#outputs(made, inputs), properties) };
    } catch (error) {
      const write = { cloud: this.#cloud, ...target, requested, before: undefined };
      const id = this.#cloud.types.get(type)?.identify(write) ?? "";
      throw await this.#failure(error, "Create", { ...request, id }, properties);
    }
  }

  async read({ type, id, inputs }: p.ReadRequest): Promise<p.ReadResult | undefined> {
    const target = { ...this.#target(type, inputs ?? {}), id };
    const found = await unthrottled(() => readResource(this.#cloud, target));
    if (found === undefined) return undefined;
    const known = inputs ?? {};
    const properties = annotateSecrets(this.#outputs(found, plainMap(known)), known);
    return { id, properties, inputs: readInputs(type, found.properties, inputs) };
  }

  async update(request: p.UpdateRequest): Promise<PropertyMap> {
    const { type, id, news, olds } = request;
    const inputs = plainMap(news);
    if (request.preview) return annotateSecrets(this.#plannedUpdate(request, inputs), news);
    const target = { ...this.#target(type, inputs), id };
    try {
      const requested = this.#requested(type, { ...keptOf(type, plainMap(olds), inputs), ...inputs });
      const made = await unthrottled(() =>
        updateResource(this.#cloud, target, requested, this.#options(request.urn)),
      );
      return annotateSecrets(this.#outputs(made, inputs), news);
    } catch (error) {
      throw await this.#failure(error, "Update", request, news);
    }
  }

  async delete({ type, id, urn, properties }: p.DeleteRequest): Promise<void> {
    try {
      const target = { ...this.#target(type, plainMap(properties)), id };
      await unthrottled(() => deleteResource(this.#cloud, target, this.#options(urn)));
    } catch (error) {
      throw readable(this.#cloud, error, type, "Delete", id);
    }
  }

  invoke({ token, args }: p.InvokeRequest): p.InvokeResult {
    return invokeFunction(this.#region, token, plainMap(args));
  }

  cancel(): void {
    this.#cancelled.abort();
  }

  #target(type: string, inputs: PropertyMap): { type: string; region: string } {
    const own = unwrapSecrets(inputs["region"] ?? null);
    const region = specOf(type).regional === false ? "" : typeof own === "string" ? own : this.#region;
    return { type, region };
  }

  #tagsAll(inputs: PropertyMap): PropertyMap {
    const tags = inputs["tags"];
    return { ...this.#defaultTags, ...(isRecord(tags) ? tags : {}) };
  }

  /** What the cloud is asked for: the inputs without the bridge's marks, and all tags. */
  #requested(type: string, inputs: PropertyMap): PropertyMap {
    const asked = withoutMarks(inputs);
    return "tagsAll" in shapeOf(type).outputs ? { ...asked, tagsAll: this.#tagsAll(asked) } : asked;
  }

  #outputs({ id, properties }: Described, inputs: PropertyMap): PropertyMap {
    return { ...writeOnly(inputs, properties), ...properties, id };
  }

  /** What a preview knows of a new resource: its inputs; what AWS fills in is unknown. */
  #planned(type: string, inputs: PropertyMap): PropertyMap {
    const filledIn = Object.entries(shapeOf(type).outputs).flatMap(([name, { required }]) =>
      required === true && inputs[name] === undefined ? [[name, UNKNOWN] as const] : [],
    );
    return { ...Object.fromEntries(filledIn), ...this.#requested(type, inputs) };
  }

  #plannedUpdate({ type, olds, oldInputs }: p.UpdateRequest, inputs: PropertyMap): PropertyMap {
    const changed = diffInputs(specOf(type), shapeOf(type), plainMap(oldInputs), inputs).diffs ?? [];
    const unknown = changed.some((name) => name !== "tags") ? (specOf(type).unknownOnUpdate ?? []) : [];
    return {
      ...plainMap(olds),
      ...this.#requested(type, inputs),
      ...Object.fromEntries(unknown.map((name) => [name, UNKNOWN])),
    };
  }

  async #failure(
    error: unknown,
    verb: Verb,
    about: p.ResourceIdentity & { readonly id: string },
    inputs: PropertyMap,
  ): Promise<Error> {
    const { type, id } = about;
    const failure = readable(this.#cloud, error, type, verb, id);
    if (!(error instanceof AwsError) || error.details.accepted !== true) return failure;
    const left = await readResource(this.#cloud, { ...this.#target(type, plainMap(inputs)), id });
    if (left === undefined) return failure;
    const properties = annotateSecrets(this.#outputs(left, plainMap(inputs)), inputs);
    return new InitFailed(id, properties, inputs, [failure.message]);
  }

  #options(urn: string) {
    return {
      signal: this.#cancelled.signal,
      progress: (message: string) => {
        this.#log("info", message, { urn, ephemeral: true });
      },
    };
  }
}

function specOf(type: string): ResourceSpec {
  shapeOf(type);
  return resourceSpecs[type] ?? { forceNew: [] };
}

/** Nested configuration of a provider travels as JSON text. */
function decoded(value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith("{")) return value ?? undefined;
  const parsed: unknown = JSON.parse(value);
  return parsed;
}

/** An error as the real provider words it. */
function readable(cloud: Cloud, error: unknown, type: string, verb: Verb, id: string): Error {
  if (!(error instanceof AwsError)) return error instanceof Error ? error : new Error(String(error));
  const { service, noun } = cloud.types.get(type)?.api ?? { service: "AWS", noun: type };
  const doing = { Create: "creating", Update: "updating", Delete: "deleting", Describe: "reading" }[verb];
  const what = `${service} ${noun}${id === "" ? "" : ` (${id})`}`;
  if (error.details.accepted === true)
    return new Error(
      `waiting for ${what} ${verb.toLowerCase()}: unexpected state, last error: ${error.code}: ${error.message}`,
    );
  return new Error(
    `${doing} ${what}: operation error ${service}: ${verb}${noun}, https response error StatusCode: ${String(error.status)}, RequestID: ${randomUUID()}, ${error.code}: ${error.message}`,
  );
}
