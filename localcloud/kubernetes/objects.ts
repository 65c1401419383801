import type { KubernetesObject } from "./api";
import type { KubernetesClient } from "./client";

/** One kind in a group's discovery document. @see https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api */
interface ApiResource {
  /** Plural, as in paths; with a slash for subresources. */
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/**
 * Makes objects given as in manifests, or changes those that exist, by server-side apply, one after the other.
 *
 * @param fieldManager Who owns the fields: the part of the cloud that makes them.
 * @throws Error for an object of a kind that the server does not know.
 * @throws KubernetesApiError for one that it refuses.
 */
export async function applyObjects(
  client: KubernetesClient,
  objects: readonly KubernetesObject[],
  fieldManager: string,
): Promise<void> {
  const pathOf = pathFinder(client);
  for (const object of objects)
    await client.apply(await pathOf(object), object, { fieldManager, force: true });
}

/** Deletes objects given as in manifests, the last one first. Those that are gone are no error. */
export async function deleteObjects(
  client: KubernetesClient,
  objects: readonly KubernetesObject[],
): Promise<void> {
  const pathOf = pathFinder(client);
  for (const object of [...objects].reverse()) await client.delete(await pathOf(object));
}

/** Finds the paths of objects; asks the server once for each group of kinds. */
function pathFinder(client: KubernetesClient): (object: KubernetesObject) => Promise<string> {
  const known = new Map<string, readonly ApiResource[]>();
  return async (object) => {
    const { apiVersion = "", kind = "" } = object;
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resources = known.get(root) ?? (await discover(client, root));
    known.set(root, resources);
    const resource = resources.find((one) => one.kind === kind && !one.name.includes("/"));
    if (resource === undefined) throw new Error(`The API server knows no ${kind} in ${apiVersion}.`);
    return pathIn(root, resource, object);
  };
}

async function discover(client: KubernetesClient, root: string): Promise<readonly ApiResource[]> {
  const { body } = await client.request({ method: "GET", path: root });
  return (body as { readonly resources: readonly ApiResource[] }).resources;
}

function pathIn(root: string, resource: ApiResource, { kind = "", metadata }: KubernetesObject): string {
  if (metadata.name === undefined) throw new Error(`An object of kind ${kind} has no metadata.name.`);
  const scope = resource.namespaced ? `/namespaces/${metadata.namespace ?? "default"}` : "";
  return `${root}${scope}/${resource.name}/${metadata.name}`;
}
