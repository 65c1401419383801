import { InitFailed } from "../provider";
import type { DeleteRequest } from "../provider";
import { isNotFound, NoMatchError, StatusError } from "./api";
import { relinquish } from "./apply";
import { fieldManagerOf } from "./field-manager";
import { Annotation, isAnnotated, propagationPolicy, timeoutSeconds } from "./objects/annotations";
import { fromOutputs, toOutputs } from "./objects/checkpoint";
import { apiVersionOf, gvkOf, idOf, isPatchResource, kindOf, namespaceOf, parseId } from "./objects/metadata";
import type { KubeObject } from "./objects/object";
import { DELETE_UNREACHABLE } from "./read";
import { isRendering, removeRendered } from "./render";
import type { Session } from "./session";
import { waitUntilDeleted } from "./wait/deleted";
import { WaitFailed } from "./wait/wait";

/** Kinds for which `skipAwait` also means not to wait for the end of a deletion. */
const SKIPS_AWAIT = new Set([
  "apps/v1 DaemonSet",
  "apps/v1 Deployment",
  "apps/v1 StatefulSet",
  "batch/v1 Job",
  "v1 Namespace",
  "v1 Pod",
  "v1 ReplicationController",
]);

/**
 * Deletes an object with what it owns, and waits until it is gone. A patch gives its fields up, and the object
 * stays.
 *
 * @throws Error when the object cannot be deleted, InitFailed when it does not go in time.
 */
export async function remove(request: DeleteRequest, session: Session): Promise<void> {
  if (isRendering(session)) {
    removeRendered(fromOutputs(request.properties).live, request.urn, session);
    return;
  }
  const reached = await session.reach();
  if (reached.cluster === undefined) {
    unreachable(request.urn, reached.reason, session);
    return;
  }
  const { inputs, live } = fromOutputs(request.properties);
  const { cluster, informers } = reached;
  const notify = ({ severity, text }: { severity: "info" | "warning"; text: string }) => {
    session.log(severity, text, { urn: request.urn, ephemeral: true });
  };
  try {
    if (session.options.enableServerSideApply && isPatchResource(request.type, kindOf(live))) {
      await relinquish(cluster, live, fieldManagerOf(inputs, request.properties, session));
      return;
    }
    await cluster.delete(gvkOf(live), namespaceOf(live), parseId(request.id).name, propagationPolicy(inputs));
    if (
      isAnnotated(inputs, Annotation.SkipAwait) &&
      SKIPS_AWAIT.has(`${apiVersionOf(live)} ${kindOf(live)}`)
    ) {
      notify({ severity: "info", text: "Skipping await logic" });
      return;
    }
    const context = {
      cluster,
      informers,
      timeoutSeconds: timeoutSeconds(request.timeoutSeconds, inputs),
      signal: session.signal,
      notify,
    };
    await waitUntilDeleted(live, context, (text) => {
      session.log("warning", text, { urn: request.urn });
    });
    if (kindOf(live) === "CustomResourceDefinition") cluster.kindsChanged();
    notify({ severity: "info", text: "" });
  } catch (error) {
    // Who was deleted by somebody else, or with the definition of its kind, is gone as well.
    if (isNotFound(error) || error instanceof NoMatchError) return;
    throw explained(request, session, inputs, error);
  }
}

function explained(request: DeleteRequest, session: Session, inputs: KubeObject, error: unknown): unknown {
  if (error instanceof WaitFailed) {
    const { initialApiVersion } = fromOutputs(request.properties);
    const fieldManager = fieldManagerOf(inputs, request.properties, session);
    const outputs = toOutputs(
      { inputs, live: error.object, initialApiVersion, fieldManager },
      request.properties,
    );
    return new InitFailed(idOf(error.object), outputs, undefined, [error.message]);
  }
  const required =
    error instanceof StatusError && error.code === 422
      ? error.causes.find(({ reason }) => reason === "FieldValueRequired")
      : undefined;
  if (required === undefined || !isPatchResource(request.type, kindOf(inputs))) return error;
  return new Error(
    "this Patch resource is currently managing a required field, so it can't be deleted directly. Either set the " +
      "`retainOnDelete` resource option, or transfer ownership of the field before deleting: " +
      required.field,
  );
}

function unreachable(urn: string, reason: string, { log, options }: Session): void {
  log("warning", `configured Kubernetes cluster is unreachable: ${reason}`, { urn });
  if (!options.deleteUnreachable) {
    throw new Error(
      "configured Kubernetes cluster is unreachable. If the cluster was deleted, you can remove this resource from " +
        "Pulumi state by rerunning the operation with the PULUMI_K8S_DELETE_UNREACHABLE environment variable set to " +
        '"true"',
    );
  }
  log("info", DELETE_UNREACHABLE, { urn });
}
