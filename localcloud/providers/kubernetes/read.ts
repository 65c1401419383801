import type { PropertyMap } from "../../wire/values";
import { InitFailed } from "../provider";
import type { ReadRequest, ReadResult } from "../provider";
import { isNotFound, NoMatchError } from "./api";
import { fieldManagerOf } from "./field-manager";
import { fromOutputs, toObject, toOutputs, toProperties } from "./objects/checkpoint";
import { apiVersionFor, apiVersionOf, gvkOf, gvkOfType, idOf, kindOf, parseId } from "./objects/metadata";
import { normalise } from "./objects/normalise";
import type { KubeObject } from "./objects/object";
import { textAt, withValue } from "./objects/object";
import { pruneTo } from "./objects/prune";
import { isRendering } from "./render";
import type { Reached, Session, Unreachable } from "./session";
import { schemaFor } from "./session";
import { readProblems } from "./wait/read-problems";

/** What is to be read, as far as it is known. */
interface Known {
  readonly inputs: KubeObject;
  /** Nothing is known but the id: an import, or the `get` of a program. */
  readonly fresh: boolean;
}

/**
 * Reads an object: for a refresh, an import or the `get` of a program. The inputs that come back have the live
 * values of the fields that they held before; where there are none, they only say which object it is.
 *
 * @returns `undefined` when there is no such object.
 * @throws InitFailed when the object is there and not ready.
 */
export async function read(request: ReadRequest, session: Session): Promise<ReadResult | undefined> {
  if (isRendering(session)) {
    return { id: request.id, properties: request.properties ?? {}, inputs: request.inputs ?? {} };
  }
  const reached = await session.reach();
  if (reached.cluster === undefined) return unreachable(request, session, reached);
  const { namespace, name } = parseId(request.id);
  if (name === "")
    throw new Error(
      `failed to read resource because of a failure to parse resource name from request ID: ${request.id}`,
    );
  const { inputs, fresh } = await known(request, reached);
  const gvk = gvkOf(inputs);
  let live: KubeObject;
  let problems: readonly string[] = [];
  try {
    live = await reached.cluster.get(gvk, textAt(inputs, "metadata", "namespace") || namespace, name);
    if (!fresh) problems = await readProblems(live, inputs, request.urn, reached, session);
  } catch (error) {
    if (isNotFound(error) || error instanceof NoMatchError) return undefined;
    throw error;
  }
  const from = request.inputs ?? {};
  const liveInputs = pruneTo(live, inputs);
  const state = request.properties ?? {};
  const checkpoint = {
    inputs: liveInputs,
    live,
    initialApiVersion: textAt(state, "__initialApiVersion") || apiVersionOf(inputs),
    fieldManager: fieldManagerOf(inputs, state, session),
  };
  const id = request.id === "" ? idOf(live) : request.id;
  const result = { id, properties: toOutputs(checkpoint, from), inputs: toProperties(liveInputs, from) };
  if (problems.length > 0) throw new InitFailed(result.id, result.properties, result.inputs, problems);
  return result;
}

async function known(request: ReadRequest, reached: Reached): Promise<Known> {
  const given = toObject(request.inputs ?? {});
  const inputs = normalise(given, await schemaFor(given, reached));
  if (kindOf(inputs) !== "") return { inputs, fresh: false };
  const { live } = fromOutputs(request.properties ?? {});
  const isLive = kindOf(live) !== "";
  const gvk = isLive ? gvkOf(live) : gvkOfType(request.type.replace(/Patch$/, ""));
  return {
    inputs: identified({ ...inputs, apiVersion: apiVersionFor(gvk), kind: gvk.kind }, request.id),
    fresh: !isLive,
  };
}

/** The object with name and namespace of its id, where it has none of its own. */
function identified(object: KubeObject, id: string): KubeObject {
  const { namespace, name } = parseId(id);
  const named =
    textAt(object, "metadata", "name") === "" ? withValue(object, ["metadata", "name"], name) : object;
  const placed = namespace !== "" && textAt(named, "metadata", "namespace") === "";
  return placed ? withValue(named, ["metadata", "namespace"], namespace) : named;
}

function unreachable(
  request: ReadRequest,
  { log, options }: Session,
  { reason }: Unreachable,
): ReadResult | undefined {
  const about = { urn: request.urn };
  log("warning", `configured Kubernetes cluster is unreachable: ${reason}`, about);
  if (options.deleteUnreachable) {
    log("info", DELETE_UNREACHABLE, about);
    return undefined;
  }
  if (options.skipUpdateUnreachable) {
    log(
      "info",
      "configured Kubernetes cluster is unreachable and the `skipUnreachable` option is enabled. " +
        "Returned data could not reflect the actual cluster configuration.",
      about,
    );
    const none: PropertyMap = {};
    return { id: request.id, properties: request.properties ?? none, inputs: request.inputs ?? none };
  }
  throw new Error(
    "failed to read resource state due to unreachable cluster. If the cluster was deleted, you can remove this " +
      "resource from Pulumi state by rerunning the operation with the PULUMI_K8S_DELETE_UNREACHABLE environment " +
      'variable set to "true"',
  );
}

/** What is said of an object that leaves the state because its cluster is gone. */
export const DELETE_UNREACHABLE =
  "configured Kubernetes cluster is unreachable and the `deleteUnreachable` option is enabled. " +
  "Deleting the unreachable resource from Pulumi state";
