import type { PropertyMap } from "../../wire/values";
import { containsUnknown } from "../../wire/values";
import type { UpdateRequest } from "../provider";
import { isForbidden, messageOf, NoMatchError } from "./api";
import { applyUpdate, relinquish } from "./apply";
import { initFailed } from "./failures";
import { fieldManagerOf } from "./field-manager";
import type { Checkpoint } from "./objects/checkpoint";
import { fromOutputs, toObject, toOutputs } from "./objects/checkpoint";
import { gvkOf, idOf, nameOf, namespaceOf } from "./objects/metadata";
import { normalise } from "./objects/normalise";
import type { KubeObject } from "./objects/object";
import { isRendering, render } from "./render";
import type { Reached, Session } from "./session";
import { schemaFor } from "./session";
import { awaitReady } from "./wait/await-ready";

/**
 * Changes an object and waits until it is ready. A preview lets the server try, and answers what would become of
 * the object.
 *
 * @throws Error when the object is gone, InitFailed when it is there and was not changed, or is not ready.
 */
export async function update(request: UpdateRequest, session: Session): Promise<PropertyMap> {
  if (isRendering(session)) return updateRendered(request, session);
  const reached = await session.reach();
  if (reached.cluster === undefined) {
    if (request.preview) {
      session.warnOnce(
        `the cluster cannot be reached, so this preview only shows inputs: ${reached.reason}`,
        request.urn,
      );
      return request.news;
    }
    throw new Error(`configured Kubernetes cluster is unreachable: ${reached.reason}`);
  }
  const given = toObject(request.news);
  const inputs = normalise(given, await schemaFor(given, reached));
  const old = fromOutputs(request.olds);
  if (request.preview && (containsUnknown(inputs) || !(await isServed(inputs, reached)))) return request.news;
  return new Update(request, session, reached, old, inputs).run();
}

function updateRendered(request: UpdateRequest, session: Session): PropertyMap {
  const inputs = toObject(request.news);
  if (containsUnknown(inputs)) return request.news;
  render(inputs, request.news, request.urn, session);
  const { initialApiVersion } = fromOutputs(request.olds);
  const fieldManager = fieldManagerOf(inputs, request.olds, session);
  return toOutputs({ inputs, live: inputs, initialApiVersion, fieldManager }, request.news);
}

/** Whether the server knows the kind. */
async function isServed(object: KubeObject, { cluster }: Reached): Promise<boolean> {
  try {
    await cluster.find(gvkOf(object));
    return true;
  } catch (error) {
    if (error instanceof NoMatchError) return false;
    throw error;
  }
}

class Update {
  private readonly fieldManager: string;

  constructor(
    private readonly request: UpdateRequest,
    private readonly session: Session,
    private readonly reached: Reached,
    private readonly old: Checkpoint,
    private readonly inputs: KubeObject,
  ) {
    this.fieldManager = fieldManagerOf(inputs, request.olds, session);
  }

  async run(): Promise<PropertyMap> {
    const { request, session, reached } = this;
    let sent = this.inputs;
    try {
      const before = await this.read();
      const applied = await applyUpdate({ ...this.target(), before });
      sent = applied.sent;
      if (request.preview) return this.outputs(sent, applied.live);
      const { urn, timeoutSeconds } = request;
      const live = await awaitReady({
        inputs: sent,
        made: applied.live,
        before,
        urn,
        timeoutSeconds,
        reached,
        session,
      });
      const result = this.outputs(sent, live);
      await this.dropOldManager(live);
      return result;
    } catch (error) {
      if (request.preview && isForbidden(error)) return request.news;
      throw await this.failed(sent, error);
    }
  }

  private target() {
    const { request, session, reached, old, inputs, fieldManager } = this;
    return { request, session, reached, old, inputs, fieldManager };
  }

  private read(): Promise<KubeObject> {
    return this.reached.cluster.get(gvkOf(this.inputs), namespaceOf(this.inputs), nameOf(this.old.live));
  }

  private outputs(inputs: KubeObject, live: KubeObject): PropertyMap {
    const { initialApiVersion } = this.old;
    return toOutputs({ inputs, live, initialApiVersion, fieldManager: this.fieldManager }, this.request.news);
  }

  /** A manager that was replaced by another one in the program gives its fields up. */
  private async dropOldManager(live: KubeObject): Promise<void> {
    const before = fieldManagerOf(this.old.inputs, this.request.olds, this.session);
    if (!this.session.options.enableServerSideApply || before === this.fieldManager) return;
    await relinquish(this.reached.cluster, live, before);
  }

  /** The error for the engine: with the object as it is now, when it is still there. */
  private async failed(sent: KubeObject, error: unknown): Promise<Error> {
    const { urn } = this.request;
    if (error instanceof NoMatchError) {
      return new Error(
        `update of resource "${urn}" failed because the Kubernetes API server reported that the apiVersion for this ` +
          `resource does not exist. Verify that any required CRDs have been created: ${error.message}`,
      );
    }
    let live: KubeObject;
    try {
      live = await this.reached.cluster.get(
        gvkOf(this.old.live),
        namespaceOf(this.old.live),
        nameOf(this.old.live),
      );
    } catch (readError) {
      return new Error(
        `update of resource "${urn}" failed: ${messageOf(error)}\nunable to get cluster state: ${messageOf(readError)}`,
      );
    }
    const message =
      `the Kubernetes API server reported that "${idOf(live)}" failed to fully initialize or become live: ` +
      messageOf(error);
    return initFailed(idOf(live), this.outputs(sent, live), message, error);
  }
}
