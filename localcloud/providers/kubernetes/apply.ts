import type { UpdateRequest } from "../provider";
import { PatchType } from "./api";
import type { Cluster } from "./api/cluster";
import { explainConflict } from "./failures";
import { withIgnoredFields } from "./ignore-changes";
import { takenOverManagers } from "./managed-fields";
import { mergePatchOf } from "./merge-patch";
import { Annotation, isAnnotated } from "./objects/annotations";
import type { Checkpoint } from "./objects/checkpoint";
import { gvkOf, isPatchResource, kindOf, nameOf, namespaceOf } from "./objects/metadata";
import type { KubeObject } from "./objects/object";
import { listAt, textAt, withValue } from "./objects/object";
import { pruneTo } from "./objects/prune";
import { normalise } from "./objects/normalise";
import type { Reached, Session } from "./session";
import { schemaFor } from "./session";

/** An object that is to be changed. */
export interface UpdateTarget {
  readonly request: UpdateRequest;
  readonly session: Session;
  readonly reached: Reached;
  /** What the state holds. */
  readonly old: Checkpoint;
  readonly inputs: KubeObject;
  readonly fieldManager: string;
  /** The object as it is now. */
  readonly before: KubeObject;
}

/** What became of the object, and the inputs that were sent in the end. */
export interface Applied {
  readonly live: KubeObject;
  readonly sent: KubeObject;
}

/**
 * Sends a change to the server: by server-side apply, or by a merge patch where that is switched off. Definitions of
 * custom resources are replaced as a whole.
 *
 * @throws StatusError when the server refuses, an explained error when another manager owns a field.
 */
export async function applyUpdate(target: UpdateTarget): Promise<Applied> {
  if (kindOf(target.inputs) === "CustomResourceDefinition") return replaceDefinition(target);
  return target.session.options.enableServerSideApply ? serverSide(target) : clientSide(target);
}

/** Gives up all fields that a manager owns, by applying nothing. @see https://kubernetes.io/docs/reference/using-api/server-side-apply/ */
export async function relinquish(cluster: Cluster, object: KubeObject, fieldManager: string): Promise<void> {
  const { apiVersion, kind } = object;
  const nothing = { apiVersion: apiVersion ?? "", kind: kind ?? "", metadata: { name: nameOf(object) } };
  await cluster.patch(coordinates(object), PatchType.Apply, nothing, { fieldManager });
}

async function replaceDefinition({
  inputs,
  before,
  request,
  reached,
  fieldManager,
}: UpdateTarget): Promise<Applied> {
  const sent = withValue(
    inputs,
    ["metadata", "resourceVersion"],
    textAt(before, "metadata", "resourceVersion"),
  );
  const query = { fieldManager, dryRun: request.preview ? "All" : undefined };
  const live = await reached.cluster.replace(sent, "", nameOf(before), query);
  if (!request.preview) reached.cluster.kindsChanged();
  return { live, sent };
}

async function serverSide(target: UpdateTarget): Promise<Applied> {
  const { inputs, request, reached, fieldManager } = target;
  const before = await takeOver(target);
  const sent = withIgnoredFields(inputs, before, request.ignoreChanges, fieldManager);
  const query = {
    fieldManager,
    force: mustForce(target, before),
    dryRun: request.preview ? "All" : undefined,
  };
  try {
    const live = await reached.cluster.patch(coordinates(target.before), PatchType.Apply, sent, query);
    return { live, sent };
  } catch (error) {
    throw explainConflict(error, fieldManager);
  }
}

/** Makes the fields that were set without server-side apply our own. A patch owns nothing but what it sets. */
async function takeOver({
  before,
  inputs,
  request,
  reached,
  fieldManager,
}: UpdateTarget): Promise<KubeObject> {
  const managers = listAt(before, "metadata", "managedFields");
  if (request.preview || managers.length === 0 || isPatchResource(request.type, kindOf(inputs)))
    return before;
  const taken = takenOverManagers(managers, fieldManager);
  const patch =
    taken === undefined ? null : [{ op: "replace", path: "/metadata/managedFields", value: taken }];
  return reached.cluster.patch(coordinates(before), PatchType.Json, patch, {});
}

const OWN_UPDATERS = ["pulumi-resource-kubernetes", "pulumi-kubernetes", "pulumi-kubernetes.exe"];

function mustForce({ inputs, request, session }: UpdateTarget, before: KubeObject): boolean {
  if (isAnnotated(inputs, Annotation.PatchForce) || session.options.enablePatchForce) return true;
  const managers = listAt(before, "metadata", "managedFields");
  // Fields that were set before anybody kept count belong to nobody.
  if (managers.length === 0) return true;
  // An update would take these over before it applies; a preview cannot.
  return (
    request.preview &&
    managers.some(
      (entry) => textAt(entry, "operation") === "Update" && OWN_UPDATERS.includes(textAt(entry, "manager")),
    )
  );
}

async function clientSide({
  inputs,
  before,
  old,
  request,
  reached,
  fieldManager,
}: UpdateTarget): Promise<Applied> {
  const oldInputs = normalise(old.inputs, await schemaFor(old.inputs, reached));
  const sent = withIgnoredFields(inputs, before, request.ignoreChanges, undefined);
  const patch = mergePatchOf(pruneTo(old.live, oldInputs), sent, before);
  const query = { fieldManager, dryRun: request.preview ? "All" : undefined };
  const live = await reached.cluster.patch(coordinates(before), PatchType.Merge, patch, query);
  return { live, sent };
}

function coordinates(object: KubeObject) {
  return { gvk: gvkOf(object), namespace: namespaceOf(object), name: nameOf(object) };
}
