import { ID_FOR } from "../../wire/id-for";
import { Previous, type Deployment } from "../deployment";
import { messageOf } from "../failure";
import type { PendingOperation } from "../state/encode";
import type { ResourceState } from "../state/resource";
import { packageOf } from "../values/urn";

/**
 * Asks the providers what became of creations that an earlier run left in the middle. What has come about is taken
 * into the state, marked so that this run makes sure of it by an update; what has not is forgotten.
 *
 * @returns the operations of which nobody can say what became of them.
 */
export async function takeOverCreations(
  deployment: Deployment,
  pending: readonly PendingOperation[],
): Promise<readonly PendingOperation[]> {
  const left: PendingOperation[] = [];
  const found: ResourceState[] = [];
  for (const operation of pending) {
    const answer = operation.type === "creating" ? await lookUp(deployment, operation.resource) : "unknown";
    if (answer === "unknown") left.push(operation);
    else if (answer !== "missing") found.push(answer);
  }
  if (left.length === pending.length) return pending;
  deployment.previous = new Previous([...deployment.previous.resources, ...found]);
  deployment.store.rebase(
    deployment.previous.resources,
    left.filter(({ type }) => type === "creating"),
  );
  for (const { urn } of found) {
    const message = "was being created when the run before was cut off; it is there and is taken over";
    deployment.events.message("info", urn, message);
  }
  return left;
}

/** Looks for the object of a creation: the resource as it is, that there is none, or that nobody can say. */
async function lookUp(
  { options, providers, previous, events }: Deployment,
  resource: ResourceState,
): Promise<ResourceState | "missing" | "unknown"> {
  if (options.identifyingProviders?.includes(packageOf(resource.type)) !== true) return "unknown";
  try {
    const provider = await providers.ensure(resource.provider, previous.resources);
    const { type, inputs } = resource;
    const { id } = (await provider.invoke(ID_FOR, { type, inputs }, false)).result;
    if (typeof id !== "string") return "missing";
    const object = await provider.read(resource.urn, id, { inputs, outputs: {} });
    if (object === undefined) return "missing";
    const before = previous.byUrn.get(resource.urn);
    return {
      ...resource,
      id: object.id,
      // The inputs stay those that were sent: what is read has the cloud's own defaults among them.
      outputs: object.outputs,
      // A replacement that was cut off: the old object is still the one in use, this one is taken away again.
      delete: before !== undefined && before.id !== object.id,
      initErrors: ["the run that created it was cut off"],
    };
  } catch (error) {
    events.message("warning", resource.urn, `cannot find out whether it was created: ${messageOf(error)}`);
    return "unknown";
  }
}
