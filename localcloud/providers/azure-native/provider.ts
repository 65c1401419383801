import type { Cloud } from "../../azure";
import {
  ArmError,
  defaultSubscription,
  deleteResource,
  getResource,
  postAction,
  putResource,
} from "../../azure";
import type { PropertyMap, PropertyValue } from "../../wire/values";
import { UNKNOWN, isRecord, unwrapSecrets } from "../../wire/values";
import type * as p from "../provider";
import { InitFailed } from "../provider";
import { failuresOf, isKnown, withDefaults } from "./check";
import { annotateSecrets, plainMap } from "../sdk/secrets";
import { outputsToInputs, previewOutputs, toBody, toOutputs, withoutEmpty } from "./convert";
import { applyChanges, diffInputs } from "./diff";
import { invokeFunction } from "./functions";
import type { ResourceSpec } from "./resources";
import type { Resource } from "./resource";
import { requiredShape, resourceOf, withSubResources, withoutUnset } from "./resource";
import { parseId, resourceId } from "./resources";
import { withRetries } from "./retry";
import { schema } from "./schema/schema";

/** Provider configuration that the stand-in uses. */
export interface Configuration {
  readonly subscriptionId: string;
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly location?: string;
}

/**
 * The stand-in for the azure-native provider: the same checks, the same plan, the same words, but what it asks
 * is the local cloud.
 *
 * @see https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/provider/provider.go
 */
export class AzureNativeProvider implements p.Provider {
  readonly supportsAutonamingConfiguration = true;
  readonly #cloud: Cloud;
  readonly #cancelled = new AbortController();
  #configuration: Configuration = { subscriptionId: defaultSubscription };
  #log: p.EngineLog = () => undefined;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  configure({ args, variables }: p.ConfigureRequest, log: p.EngineLog): void {
    const read = (name: string, variable: string): string | undefined => {
      const value =
        plain(args[name] ?? null) ?? variables[`azure-native:config:${name}`] ?? process.env[variable];
      return typeof value === "string" && value !== "" ? value : undefined;
    };
    const [tenantId, clientId, location] = [
      read("tenantId", "ARM_TENANT_ID"),
      read("clientId", "ARM_CLIENT_ID"),
      read("location", "ARM_LOCATION"),
    ];
    this.#configuration = {
      subscriptionId: read("subscriptionId", "ARM_SUBSCRIPTION_ID") ?? defaultSubscription,
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(clientId === undefined ? {} : { clientId }),
      ...(location === undefined ? {} : { location }),
    };
    this.#log = log;
  }

  async check(request: p.CheckRequest): Promise<p.CheckResult> {
    const { spec, apiVersion, inputs: shape } = resourceOf(request.type);
    const inputs = withDefaults(spec, apiVersion, request);
    if (shape["location"] !== undefined && inputs["location"] === undefined) {
      const location = await this.#defaultLocation(request.olds, inputs);
      if (location !== undefined) inputs["location"] = location;
    }
    return { inputs, failures: failuresOf(requiredShape(spec, shape), inputs, schema().inputTypes) };
  }

  diff({ type, oldInputs, olds, news }: p.DiffRequest): p.DiffResult {
    return diffInputs(resourceOf(type).spec, plainMap(oldInputs), plainMap(news), plainMap(olds));
  }

  async create(request: p.CreateRequest): Promise<p.CreateResult> {
    const resource = resourceOf(request.type);
    const inputs = plainMap(request.properties);
    if (request.preview) {
      return {
        id: "",
        properties: annotateSecrets(
          previewOutputs(resource.outputs, inputs, schema().outputTypes),
          request.properties,
        ),
      };
    }
    const id = this.#idOf(resource.spec, inputs);
    if ((await this.#find(id)) !== undefined)
      throw new Error(`cannot create already existing resource '${id}'`);
    const body = withSubResources(resource, toBody(resource.body, inputs, schema().inputTypes), () => []);
    const made = await this.#write(request, resource, id, body, request.properties);
    return { id: textOf(made["id"], id), properties: this.#outputs(resource, made, request.properties) };
  }

  idFor({ type, inputs }: p.IdForRequest): string {
    return this.#idOf(resourceOf(type).spec, plainMap(inputs));
  }

  async read({ type, id, properties, inputs }: p.ReadRequest): Promise<p.ReadResult | undefined> {
    const resource = resourceOf(type);
    const path = parseId(resource.spec, id);
    if (path === undefined) throw new Error(`'${id}' is not the id of a resource of type ${type}`);
    const found = await this.#find(id);
    if (found === undefined) return undefined;
    const outputs = this.#outputs(resource, found, inputs ?? {});
    if (inputs === undefined || Object.keys(inputs).length === 0) {
      const fromBody = withoutEmpty(outputsToInputs(resource.body, outputs, schema().inputTypes));
      // The output "type" is the resource's, whatever an input of that name means.
      const imported = { ...without(fromBody, ["type"]), ...path };
      return {
        id: textOf(found["id"], id),
        properties: outputs,
        inputs: without(imported, ["id", "subscriptionId"]),
      };
    }
    const old = withoutUnset(
      resource,
      outputsToInputs(resource.body, plainMap(properties ?? {}), schema().inputTypes),
      inputs,
    );
    const now = withoutUnset(
      resource,
      outputsToInputs(resource.body, plainMap(outputs), schema().inputTypes),
      inputs,
    );
    return { id, properties: outputs, inputs: applyChanges(inputs, old, now) };
  }

  async update(request: p.UpdateRequest): Promise<PropertyMap> {
    const resource = resourceOf(request.type);
    const inputs = plainMap(request.news);
    if (request.preview) {
      const stable = Object.fromEntries(
        ["name", "location"].flatMap((name) =>
          request.olds[name] === undefined ? [] : [[name, request.olds[name]]],
        ),
      );
      return annotateSecrets(
        { ...previewOutputs(resource.outputs, inputs, schema().outputTypes), ...stable },
        request.news,
      );
    }
    const id = this.#idOf(resource.spec, inputs);
    const current = await this.#find(id);
    const body = withSubResources(resource, toBody(resource.body, inputs, schema().inputTypes), (name) => {
      const properties = current?.["properties"];
      return isRecord(properties) ? (properties[name] ?? []) : [];
    });
    const made = await this.#write(request, resource, id, body, request.news);
    return this.#outputs(resource, made, request.news);
  }

  async delete({ id, urn, timeoutSeconds }: p.DeleteRequest): Promise<void> {
    const options = this.#options(urn, timeoutSeconds);
    try {
      await withRetries(this.#cloud, () => deleteResource(this.#cloud, id, options));
    } catch (error) {
      if (error instanceof ArmError && error.status === 404) return;
      throw readable(error, options.signal);
    }
  }

  invoke({ token, args }: p.InvokeRequest): Promise<p.InvokeResult> {
    return invokeFunction(
      {
        configuration: this.#configuration,
        get: (id) => getResource(this.#cloud, id),
        post: (id, action, query) => postAction(this.#cloud, id, action, {}, { query }),
      },
      token,
      plainMap(args),
    ).catch((error: unknown) => {
      throw readable(error);
    });
  }

  cancel(): void {
    this.#cancelled.abort();
  }

  async #find(id: string): Promise<PropertyMap | undefined> {
    try {
      return await withRetries(this.#cloud, () => getResource(this.#cloud, id));
    } catch (error) {
      if (error instanceof ArmError && error.status === 404) return undefined;
      throw readable(error);
    }
  }

  async #write(
    about: p.CreateRequest | p.UpdateRequest,
    resource: Resource,
    id: string,
    body: PropertyMap,
    inputs: PropertyMap,
  ): Promise<PropertyMap> {
    const options = this.#options(about.urn, about.timeoutSeconds);
    try {
      return await withRetries(this.#cloud, () => putResource(this.#cloud, id, body, options));
    } catch (error) {
      const failure = readable(error, options.signal);
      const accepted = error instanceof ArmError && error.details.accepted === true;
      const left = accepted ? await this.#find(id) : undefined;
      if (left === undefined) throw failure;
      const outputs = this.#outputs(resource, left, inputs);
      throw new InitFailed(textOf(left["id"], id), outputs, inputs, [failure.message]);
    }
  }

  #outputs({ apiVersion, outputs }: Resource, body: PropertyMap, inputs: PropertyMap): PropertyMap {
    return annotateSecrets(
      { ...toOutputs(outputs, body, schema().outputTypes), azureApiVersion: apiVersion },
      inputs,
    );
  }

  #idOf(spec: ResourceSpec, inputs: PropertyMap): string {
    return resourceId(spec, { ...inputs, subscriptionId: this.#configuration.subscriptionId });
  }

  /** @param timeoutSeconds From `customTimeouts`; 0: no limit but the user's patience. */
  #options(urn: string, timeoutSeconds: number) {
    const limit = timeoutSeconds > 0 ? [AbortSignal.timeout(timeoutSeconds * 1000)] : [];
    return {
      signal: AbortSignal.any([this.#cancelled.signal, ...limit]),
      progress: (message: string) => {
        this.#log("info", message, { urn, ephemeral: true });
      },
    };
  }

  /** Old location, configuration, then the resource group's. */
  async #defaultLocation(olds: PropertyMap, inputs: PropertyMap): Promise<PropertyValue | undefined> {
    if (olds["location"] !== undefined) return olds["location"];
    if (this.#configuration.location !== undefined) return this.#configuration.location;
    const group = unwrapSecrets(inputs["resourceGroupName"] ?? null);
    if (group === null) return undefined;
    if (!isKnown(group)) return UNKNOWN;
    const found = await this.#find(
      `/subscriptions/${this.#configuration.subscriptionId}/resourceGroups/${textOf(group, "")}`,
    );
    return found?.["location"];
  }
}

/** An error as the real provider words it. */
function readable(error: unknown, signal?: AbortSignal): Error {
  const reason: unknown = signal?.aborted === true ? signal.reason : undefined;
  if (reason instanceof Error && reason.name === "TimeoutError") return new Error("operation timed out");
  if (error instanceof ArmError) {
    return new Error(`Status=${String(error.status)} Code="${error.code}" Message="${error.message}"`);
  }
  return error instanceof Error ? error : new Error(String(error));
}

function textOf(value: PropertyValue | undefined, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

function without(map: PropertyMap, names: readonly string[]): PropertyMap {
  return Object.fromEntries(Object.entries(map).filter(([name]) => !names.includes(name)));
}

function plain(value: PropertyValue): PropertyValue {
  return unwrapSecrets(value);
}
