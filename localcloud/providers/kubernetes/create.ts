import { setTimeout as sleep } from "node:timers/promises";
import { containsUnknown } from "../../wire/values";
import type { CreateRequest, CreateResult } from "../provider";
import type { Cluster } from "./api/cluster";
import {
  isAlreadyExists,
  isForbidden,
  isNamespaceNotFound,
  isNotFound,
  messageOf,
  NoMatchError,
  PatchType,
} from "./api";
import { deprecationOf } from "./deprecations";
import { explainConflict, initFailed, withExistsHint } from "./failures";
import { fieldManagerOf } from "./field-manager";
import { FIELD_MANAGER } from "./naming";
import { Annotation, isAnnotated, timeoutSeconds } from "./objects/annotations";
import { toObject, toOutputs } from "./objects/checkpoint";
import {
  apiVersionFor,
  apiVersionOf,
  gvkOf,
  gvkOfType,
  idOf,
  isPatchResource,
  kindOf,
  nameOf,
  namespaceOf,
} from "./objects/metadata";
import type { KubeObject } from "./objects/object";
import { withoutValue } from "./objects/object";
import { isRendering, render } from "./render";
import type { Reached, Session } from "./session";
import { awaitReady } from "./wait/await-ready";
import { readinessOf } from "./wait/readiness";
import { WaitFailed } from "./wait/wait";

/** One object that is to be created. */
interface Creation {
  readonly request: CreateRequest;
  readonly inputs: KubeObject;
  readonly fieldManager: string;
  readonly session: Session;
  readonly reached: Reached;
}

/**
 * Creates an object and waits until it is ready. A preview lets the server try, and answers what it would make;
 * where that is not possible (values that are not known yet, a namespace or kind that is not there yet), it answers
 * the inputs.
 *
 * @throws Error when the object was not made, InitFailed when it was made and is not ready.
 */
export async function create(request: CreateRequest, session: Session): Promise<CreateResult> {
  if (isRendering(session)) return createRendered(request, session);
  const reached = await session.reach();
  if (reached.cluster === undefined) {
    if (request.preview) return previewUnreached(request, reached.reason, session);
    throw new Error(`configured Kubernetes cluster is unreachable: ${reached.reason}`);
  }
  const inputs = toObject(request.properties);
  const creation = { request, inputs, fieldManager: fieldManagerOf(inputs, {}, session), session, reached };
  if (!request.preview) return createNow(creation);
  return (await tryCreate(creation)) ?? { id: "", properties: request.properties };
}

function createRendered(request: CreateRequest, session: Session): CreateResult {
  const inputs = toObject(request.properties);
  if (containsUnknown(inputs)) return { id: "", properties: request.properties };
  render(inputs, request.properties, request.urn, session);
  const fieldManager = fieldManagerOf(inputs, {}, session);
  const checkpoint = { inputs, live: inputs, initialApiVersion: apiVersionOf(inputs), fieldManager };
  return { id: idOf(inputs), properties: toOutputs(checkpoint, request.properties) };
}

/** What the server would make; `undefined` when that cannot be said yet. */
async function tryCreate(creation: Creation): Promise<CreateResult | undefined> {
  const { request, inputs, session } = creation;
  if (containsUnknown(inputs) || isPatch(creation) || !session.options.enableServerSideApply)
    return undefined;
  try {
    const made = await send(creation);
    return { id: "", properties: outputsOf(creation, withoutValue(made, ["status"])) };
  } catch (error) {
    if (isAlreadyExists(error)) warnOfExisting(creation);
    if (
      isForbidden(error) ||
      isAlreadyExists(error) ||
      isNamespaceNotFound(error) ||
      error instanceof NoMatchError
    )
      return undefined;
    throw new Error(notCreated(request.urn, error), { cause: error });
  }
}

/** The real provider says nothing here, and the next up fails: so this one speaks. */
function previewUnreached(request: CreateRequest, reason: string, session: Session): CreateResult {
  session.warnOnce(
    `the cluster cannot be reached, so this preview only shows inputs: ${reason}`,
    request.urn,
  );
  return { id: "", properties: request.properties };
}

/** An object that is only going to be replaced is expected to be there. */
function warnOfExisting({ request, inputs, session }: Creation): void {
  if (session.inState.has(request.urn)) return;
  session.log("warning", `${kindOf(inputs)} "${idOf(inputs)}" exists already; creating it will fail`, {
    urn: request.urn,
  });
}

async function createNow(creation: Creation): Promise<CreateResult> {
  const { request, inputs, reached, session } = creation;
  // A wait that makes no sense must fail before anything is made.
  if (!isAnnotated(inputs, Annotation.SkipAwait)) readinessOf(inputs);
  const made = await sendPatiently(creation);
  if (kindOf(inputs) === "CustomResourceDefinition") reached.cluster.kindsChanged();
  try {
    const live = await awaitReady({
      inputs,
      made,
      urn: request.urn,
      timeoutSeconds: request.timeoutSeconds,
      reached,
      session,
    });
    return { id: idOf(live), properties: outputsOf(creation, live) };
  } catch (error) {
    const live = error instanceof WaitFailed ? error.object : made;
    const message =
      `resource "${request.urn}" was successfully created, but the Kubernetes API server reported that it ` +
      `failed to fully initialize or become live: ${messageOf(error)}`;
    throw initFailed(idOf(live), outputsOf(creation, live), message, error);
  }
}

/** Seconds between two tries. */
const RETRY_SECONDS = [1, 2, 4, 8, 16];

/** Tries again while the namespace or the kind is missing: somebody may be making it at this moment. */
async function sendPatiently(creation: Creation): Promise<KubeObject> {
  const { request, inputs, session } = creation;
  const ends = Date.now() + timeoutSeconds(request.timeoutSeconds, inputs) * 1000;
  for (let attempt = 0; ; attempt++) {
    try {
      return await send(creation);
    } catch (error) {
      const removed = error instanceof NoMatchError ? removedKind(creation) : undefined;
      if (removed !== undefined) throw new Error(notCreated(request.urn, removed), { cause: error });
      const text = `Retry #${String(attempt)}; creation failed: ${messageOf(error)}`;
      session.log("info", text, { urn: request.urn, ephemeral: true });
      const pause = (RETRY_SECONDS[attempt] ?? Infinity) * 1000;
      const mayCome = isNotFound(error) || error instanceof NoMatchError;
      const mayWait = Date.now() + pause <= ends && !session.signal.aborted;
      if (!mayCome || !mayWait) throw new Error(notCreated(request.urn, error), { cause: error });
      await sleep(pause, undefined, { signal: session.signal }).catch(() => undefined);
    }
  }
}

/** Why a kind will never come: Kubernetes itself has dropped it. */
function removedKind({ inputs, reached }: Creation): Error | undefined {
  const deprecation = deprecationOf(gvkOf(inputs), reached.minor);
  return deprecation?.removed === true ? new Error(deprecation.text) : undefined;
}

/** Creates by POST; patches, and objects that may be there already, are applied. */
async function send(creation: Creation): Promise<KubeObject> {
  const { request, inputs, fieldManager, session, reached } = creation;
  const dryRun = request.preview ? "All" : undefined;
  if (
    !isPatch(creation) &&
    !(session.options.upsertExistingObjects && session.options.enableServerSideApply)
  ) {
    return reached.cluster.create(inputs, namespaceOf(inputs), { dryRun, fieldManager: FIELD_MANAGER });
  }
  const force =
    request.preview || session.options.enablePatchForce || isAnnotated(inputs, Annotation.PatchForce);
  try {
    return await apply(reached.cluster, inputs, { dryRun, fieldManager, force, fieldValidation: "Warn" });
  } catch (error) {
    throw explainConflict(error, fieldManager);
  }
}

function apply(
  cluster: Cluster,
  object: KubeObject,
  query: Parameters<Cluster["patch"]>[3],
): Promise<KubeObject> {
  const target = { gvk: gvkOf(object), namespace: namespaceOf(object), name: nameOf(object) };
  return cluster.patch(target, PatchType.Apply, object, query);
}

function isPatch({ request, inputs, session }: Creation): boolean {
  return session.options.enableServerSideApply && isPatchResource(request.type, kindOf(inputs));
}

function outputsOf({ request, inputs, fieldManager }: Creation, live: KubeObject) {
  return toOutputs(
    { inputs, live, initialApiVersion: apiVersionOf(inputs), fieldManager },
    request.properties,
  );
}

function notCreated(urn: string, error: unknown): string {
  if (error instanceof NoMatchError) {
    const gvk = gvkOfType(urn.split("::").at(2)?.split("$").at(-1) ?? "");
    return (
      `creation of resource "${urn}" with kind ${apiVersionFor(gvk)}/${gvk.kind} failed because the Kubernetes API ` +
      "server reported that the apiVersion for this resource does not exist. " +
      `Verify that any required CRDs have been created: ${error.message}`
    );
  }
  return `resource "${urn}" was not successfully created by the Kubernetes API server: ${withExistsHint(error)}`;
}
