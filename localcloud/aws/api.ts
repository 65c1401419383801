import { randomUUID } from "node:crypto";
import type { JsonObject } from "../clouds/json";
import { thisProcess } from "../clouds/owner";
import { strikeWork } from "../clouds/strike";
import type { Waiting, Work } from "../clouds/work";
import { workFor } from "../clouds/work";
import { idIn, keyOf } from "./account";
import type { Cloud } from "./cloud";
import { AwsError, resourceInUse } from "./errors";
import { fixedProperty } from "./fixed-properties";
import { recover } from "./recovery";
import type { Accepted, ResourceType, Write } from "./resource-type";
import { faultTarget, strikeRequest, workErrors } from "./strike";
import type { Operation, ResourceState, StoredResource } from "./store";

/** A resource as a read answers it. */
export interface Described {
  readonly id: string;
  readonly properties: JsonObject;
}

/** Which resource a request is about. */
export interface Target {
  readonly type: string;
  readonly region: string;
  readonly id: string;
}

/** Reads a resource; `undefined` when there is none. */
export async function readResource(cloud: Cloud, target: Target): Promise<Described | undefined> {
  await recover(cloud);
  const resource = cloud.store.find(keyOf(target.type, target.region, target.id));
  strikeRequest(cloud, "Describe", faultTarget(target.type, target.id, resource?.body ?? {}));
  return resource === undefined ? undefined : describe(cloud, resource);
}

/**
 * Creates a resource, and waits for the work behind it.
 *
 * @throws AwsError with `details.accepted` when the work failed after the request had been accepted.
 */
export async function createResource(
  cloud: Cloud,
  { type: token, region }: Omit<Target, "id">,
  requested: JsonObject,
  options: Waiting = {},
): Promise<Described> {
  await recover(cloud);
  const type = typeOf(cloud, token);
  const write: Write = { cloud, region, requested, before: undefined };
  const id = type.identify(write);
  const named = faultTarget(token, id, requested);
  strikeRequest(cloud, "Create", named);
  const { accepted, operation } = cloud.store.transaction(() => {
    const key = keyOf(token, region, id);
    const existing = cloud.store.find(key);
    if (existing !== undefined && type.idempotent !== true)
      throw type.exists?.(id) ?? resourceInUse(`${type.api.noun} already exists: ${id}`);
    return accept(type, write, key, "create");
  });
  return perform(cloud, operation, accepted.after.id, options, (work) =>
    strikeWork(cloud.faults, "Create", named, work, () => type.apply?.(accepted, work), workErrors),
  );
}

/** Changes a resource, and waits for the work behind it. Errors as with `createResource`. */
export async function updateResource(
  cloud: Cloud,
  target: Target,
  requested: JsonObject,
  options: Waiting = {},
): Promise<Described> {
  await recover(cloud);
  const type = typeOf(cloud, target.type);
  const key = keyOf(target.type, target.region, target.id);
  const named = faultTarget(target.type, target.id, cloud.store.find(key)?.body ?? {});
  strikeRequest(cloud, "Update", named);
  const { accepted, operation } = cloud.store.transaction(() => {
    const before = existing(cloud, type, key);
    refuseWhenBusy(cloud, type, key, "update");
    return accept(type, { cloud, region: target.region, requested, before }, key, "update");
  });
  return perform(cloud, operation, key, options, (work) =>
    strikeWork(cloud.faults, "Update", named, work, () => type.apply?.(accepted, work), workErrors),
  );
}

/** Deletes a resource, and waits for the work behind it. One that is gone is no error. */
export async function deleteResource(cloud: Cloud, target: Target, options: Waiting = {}): Promise<void> {
  await recover(cloud);
  const type = typeOf(cloud, target.type);
  const key = keyOf(target.type, target.region, target.id);
  const named = faultTarget(target.type, target.id, cloud.store.find(key)?.body ?? {});
  strikeRequest(cloud, "Delete", named);
  const started = cloud.store.transaction(() => {
    const resource = cloud.store.find(key);
    if (resource === undefined) return undefined;
    refuseWhenBusy(cloud, type, key, "delete");
    const deletion = { cloud, region: target.region, resource };
    for (const rule of type.deleteRules ?? []) refuse(rule(deletion));
    cloud.store.save({ ...resource, state: "DELETING" });
    return { deletion, operation: begin(cloud, key, "delete") };
  });
  if (started === undefined) return;
  const { deletion, operation } = started;
  await perform(cloud, operation, key, options, (work) =>
    strikeWork(cloud.faults, "Delete", named, work, () => type.remove?.(deletion, work), workErrors),
  );
}

/** The type with this token. */
export function typeOf(cloud: Cloud, token: string): ResourceType {
  const type = cloud.types.get(token);
  if (type !== undefined) return type;
  throw new Error(
    `Mullion's local cloud has no resource type ${token}; it has ${[...cloud.types.keys()].join(", ")}`,
  );
}

function accept(
  type: ResourceType,
  write: Write,
  key: string,
  kind: "create" | "update",
): { accepted: Accepted; operation: Operation } {
  const { cloud, before } = write;
  if (before !== undefined && type.updatable !== undefined)
    refuse(fixedProperty(type.updatable, write.requested, before.body));
  for (const rule of type.rules ?? []) refuse(rule(write));
  const { body, hidden } = type.complete(write, idIn(key));
  const after: StoredResource = {
    id: key,
    type: type.type,
    parent: type.parent?.(write),
    body,
    hidden: hidden ?? write.before?.hidden ?? {},
    state: kind === "create" ? "CREATING" : "UPDATING",
    etag: "",
  };
  cloud.store.save(after);
  const amend = (changes: JsonObject, state?: ResourceState): void => {
    const now = cloud.store.find(key);
    if (now !== undefined)
      cloud.store.save({ ...now, body: { ...now.body, ...changes }, state: state ?? now.state });
  };
  return { accepted: { ...write, after, amend }, operation: begin(cloud, key, kind) };
}

async function perform(
  cloud: Cloud,
  operation: Operation,
  key: string,
  options: Waiting,
  run: (work: Work) => Promise<void> | undefined,
): Promise<Described> {
  const last = describe(cloud, existing(cloud, undefined, key));
  try {
    await run(workFor(cloud.timeScale, options));
    cloud.store.transaction(() => {
      if (operation.kind === "delete") cloud.store.forget(key);
      else cloud.store.settle(key, "ACTIVE");
      cloud.store.end(operation.id);
    });
  } catch (error) {
    cloud.store.transaction(() => {
      cloud.store.settle(key, failedState(cloud, key, operation.kind));
      cloud.store.end(operation.id);
    });
    throw asAwsError(error);
  }
  const now = cloud.store.find(key);
  return now === undefined ? last : describe(cloud, now);
}

function failedState(cloud: Cloud, key: string, kind: string): ResourceState {
  if (kind === "delete") return "DELETE_FAILED";
  const type = cloud.types.get(cloud.store.find(key)?.type ?? "");
  const isNew = kind === "create";
  return type?.failedState?.(isNew) ?? (isNew ? "CREATE_FAILED" : "ACTIVE");
}

function begin(cloud: Cloud, key: string, kind: string): Operation {
  const operation = {
    id: randomUUID(),
    resource: key,
    kind,
    owner: thisProcess(),
    startedAt: cloud.now(),
  };
  cloud.store.begin(operation);
  return operation;
}

/** One piece of work at a time on each resource. @see https://github.com/aws-controllers-k8s/community/issues/1192 */
function refuseWhenBusy(cloud: Cloud, { api }: ResourceType, key: string, kind: string): void {
  const busy = cloud.store.operations().find(({ resource }) => resource === key.toLowerCase());
  if (busy === undefined) return;
  const verb = kind === "delete" ? "Delete" : "Update";
  throw resourceInUse(
    `Cannot ${verb}${api.noun} because ${api.noun.toLowerCase()} ${idIn(key)} currently has update ${busy.id} in progress`,
  );
}

function existing(cloud: Cloud, type: ResourceType | undefined, key: string): StoredResource {
  const resource = cloud.store.find(key);
  if (resource !== undefined) return resource;
  throw new AwsError(
    404,
    "ResourceNotFoundException",
    `No ${type?.api.noun ?? "resource"} found for ${idIn(key)}.`,
  );
}

function describe(cloud: Cloud, resource: StoredResource): Described {
  const type = typeOf(cloud, resource.type);
  return { id: idIn(resource.id), properties: type.view?.(cloud, resource) ?? resource.body };
}

function refuse(error: AwsError | undefined): void {
  if (error !== undefined) throw error;
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error.asWorkFailure();
  if (error instanceof Error && error.name === "AbortError")
    return new AwsError(408, "RequestCanceled", "context canceled", { accepted: true });
  const reason = error instanceof Error ? error.message : String(error);
  return new AwsError(500, "ServerException", reason, { accepted: true });
}
