import { randomUUID } from "node:crypto";
import type { Cloud } from "./cloud";
import { ArmError, badRequest, resourceNotFound } from "./errors";
import type { JsonObject } from "../clouds/json";
import { strikeWork } from "../clouds/strike";
import { objectAt, textOf } from "../clouds/json";
import { thisProcess } from "../clouds/owner";
import { recover } from "./recovery";
import type { ResourceId } from "./resource-id";
import { parseResourceId, resourceGroupId, resourceGroupType } from "./resource-id";
import type { Put, ResourceType } from "./resource-type";
import type { Operation, ProvisioningState, StoredResource } from "./store";
import { strikeRequest, workErrors } from "./strike";
import type { Waiting, Work } from "../clouds/work";
import { workFor } from "../clouds/work";

/** What a caller adds to a request. */
export interface CallOptions extends Waiting {
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * GET on a resource.
 *
 * @throws ArmError `ResourceNotFound`.
 */
export async function getResource(cloud: Cloud, id: string): Promise<JsonObject> {
  await recover(cloud);
  const parsed = parseResourceId(id);
  strikeRequest(cloud, "GET", parsed);
  const { type, resource } = existing(cloud, parsed);
  return view(cloud, type, resource);
}

/** GET on a collection: the resources of one type right below an id, by name. */
export async function listResources(
  cloud: Cloud,
  parent: string,
  typeName: string,
): Promise<readonly JsonObject[]> {
  await recover(cloud);
  const type = typeOf(cloud, typeName);
  const found = cloud.store.children(parent, type.type).map((resource) => view(cloud, type, resource));
  return [...found].sort((a, b) => (textOf(a["name"]) < textOf(b["name"]) ? -1 : 1));
}

/**
 * PUT on a resource, and the wait for the operation behind it.
 *
 * @returns what GET answers afterwards.
 * @throws ArmError with `details.accepted` when the operation failed after the request had been accepted.
 */
export async function putResource(
  cloud: Cloud,
  id: string,
  requested: JsonObject,
  options: CallOptions = {},
): Promise<JsonObject> {
  await recover(cloud);
  const parsed = parseResourceId(id);
  const type = typeOf(cloud, parsed.type);
  strikeRequest(cloud, "PUT", parsed);
  const accepted = cloud.store.transaction(() =>
    accept(cloud, type, { cloud, id: parsed, requested, before: undefined }),
  );
  await work(cloud, accepted.operation, accepted.after.id, options, (w) => type.apply?.(accepted, w));
  return view(cloud, type, existing(cloud, parsed).resource);
}

/** DELETE on a resource, and the wait for the operation behind it. A resource that is gone is no error. */
export async function deleteResource(cloud: Cloud, id: string, options: CallOptions = {}): Promise<void> {
  await recover(cloud);
  const parsed = parseResourceId(id);
  const type = typeOf(cloud, parsed.type);
  strikeRequest(cloud, "DELETE", parsed);
  const started = cloud.store.transaction(() => {
    const resource = cloud.store.find(id);
    if (resource === undefined) return undefined;
    const deletion = { cloud, resource, query: options.query ?? {} };
    refuse(type.conflict?.(cloud, parsed, "delete"));
    for (const rule of type.deleteRules ?? []) refuse(rule(deletion));
    cloud.store.save({ ...resource, state: "Deleting" });
    return { deletion, operation: begin(cloud, resource.id, "delete") };
  });
  if (started === undefined) return;
  await work(cloud, started.operation, started.deletion.resource.id, options, (w) =>
    type.remove?.(started.deletion, w),
  );
}

/** POST of an action on a resource, for instance `listClusterUserCredential`. */
export async function postAction(
  cloud: Cloud,
  id: string,
  action: string,
  body: JsonObject,
  options: CallOptions = {},
): Promise<JsonObject> {
  await recover(cloud);
  const parsed = parseResourceId(id);
  strikeRequest(cloud, "POST", parsed);
  const { type, resource } = existing(cloud, parsed);
  const run = type.actions?.[action];
  if (run === undefined)
    throw badRequest("InvalidAction", `The action '${action}' is not supported on ${type.type}.`);
  return run({ cloud, resource, body, query: options.query ?? {} }, workFor(cloud.timeScale, options));
}

/** Begins, runs and ends an operation on a resource; the resource ends as `Succeeded`, `Failed` or `Canceled`. */
export async function work(
  cloud: Cloud,
  operation: Operation,
  id: string,
  options: CallOptions,
  run: (work: Work) => Promise<void> | undefined,
): Promise<void> {
  try {
    const given = workFor(cloud.timeScale, options);
    const method = operation.kind === "delete" ? "DELETE" : "PUT";
    await strikeWork(cloud.faults, method, parseResourceId(id), given, () => run(given), workErrors);
    cloud.store.transaction(() => {
      if (operation.kind === "delete") cloud.store.remove(id);
      else cloud.store.settle(id, "Succeeded");
      cloud.store.end(operation.id);
    });
  } catch (error) {
    cloud.store.transaction(() => {
      cloud.store.settle(id, options.signal?.aborted === true ? "Canceled" : "Failed");
      cloud.store.end(operation.id);
    });
    throw asArmError(error);
  }
}

/** Notes the begin of an operation; to be called in a transaction. */
export function begin(cloud: Cloud, id: string, kind: string): Operation {
  const operation = { id: randomUUID(), resource: id, kind, owner: thisProcess(), startedAt: cloud.now() };
  cloud.store.begin(operation);
  return operation;
}

/** The type with this name. */
export function typeOf(cloud: Cloud, name: string): ResourceType {
  const type = cloud.types.get(name.toLowerCase());
  if (type !== undefined) return type;
  const known = [...cloud.types.values()].map((candidate) => candidate.type).join(", ");
  throw badRequest(
    "InvalidResourceType",
    `Mullion's local cloud has no resource type '${name}'; it has ${known}.`,
  );
}

/** What GET answers for a stored resource. */
export function view(cloud: Cloud, type: ResourceType, resource: StoredResource): JsonObject {
  const seen = type.view?.(cloud, resource) ?? resource.body;
  const { name } = parseResourceId(resource.id);
  const properties = { ...objectAt(seen, "properties"), provisioningState: resource.state };
  return { id: resource.id, name, type: type.displayType ?? type.type, ...seen, properties };
}

function existing(cloud: Cloud, id: ResourceId): { type: ResourceType; resource: StoredResource } {
  const type = typeOf(cloud, id.type);
  const resource = cloud.store.find(id.text);
  if (resource !== undefined) return { type, resource };
  if (type.type === resourceGroupType) throw groupNotFound(id.name);
  throw resourceNotFound(type.type, id.name, id.resourceGroup ?? "");
}

function accept(cloud: Cloud, type: ResourceType, request: Put) {
  requireSurroundings(cloud, type, request.id);
  const before = cloud.store.find(request.id.text);
  const put = { ...request, before };
  const kind = before === undefined ? "create" : "update";
  refuse(type.conflict?.(cloud, request.id, kind));
  for (const rule of type.rules ?? []) refuse(rule(put));
  const completed = type.complete(put);
  const state: ProvisioningState = completed.state ?? (before === undefined ? "Creating" : "Updating");
  const after: StoredResource = {
    id: before?.id ?? type.canonicalId?.(request.id) ?? request.id.text,
    type: type.type,
    parent: request.id.parent,
    body: completed.body,
    hidden: completed.hidden ?? before?.hidden ?? {},
    state,
    etag: randomUUID(),
  };
  cloud.store.save(after);
  for (const part of completed.parts ?? []) cloud.store.save(part);
  return { ...put, after, operation: begin(cloud, after.id, kind) };
}

/** The group, and the resource around this one, must exist. */
function requireSurroundings(cloud: Cloud, type: ResourceType, id: ResourceId): void {
  if (type.type === resourceGroupType) return;
  const group = id.resourceGroup;
  if (group !== undefined) {
    const found = cloud.store.find(resourceGroupId(id.subscription, group));
    if (found === undefined) throw groupNotFound(group);
    if (found.state === "Deleting") {
      const reason = `The resource group '${group}' is in deprovisioning state and cannot perform this operation.`;
      throw new ArmError(409, "ResourceGroupBeingDeleted", reason);
    }
  }
  if (id.parent === undefined || cloud.store.find(id.parent) !== undefined) return;
  const outer = parseResourceId(id.parent);
  throw new ArmError(
    404,
    "ParentResourceNotFound",
    `Failed to perform 'write' on resource(s) of type '${type.type}', because the parent resource '${outer.type}/${outer.name}' could not be found.`,
  );
}

function groupNotFound(name: string): ArmError {
  return new ArmError(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
}

function refuse(error: ArmError | undefined): void {
  if (error !== undefined) throw error;
}

function asArmError(error: unknown): ArmError {
  if (error instanceof ArmError) return error.asOperationFailure();
  const gaveUp = error instanceof Error && ["AbortError", "TimeoutError"].includes(error.name);
  if (gaveUp)
    return new ArmError(409, "OperationCanceled", "The operation was canceled.", { accepted: true });
  const reason = error instanceof Error ? error.message : String(error);
  return new ArmError(500, "InternalServerError", `The operation failed: ${reason}`, { accepted: true });
}
