import type { PropertyMap } from "../../../wire/values";
import type { KubeObject } from "../objects/object";
import type { GroupVersionKind } from "../objects/metadata";
import { gvkOf } from "../objects/metadata";
import type { ApiClient, Query } from "./client";
import type { PatchType } from "./client";
import type { ServedKind } from "./discovery";
import { Discovery } from "./discovery";
import type { ObjectSchema } from "../objects/schema";
import { Schemas } from "./schemas";

/** Media type of a patch. */
type PatchMediaType = (typeof PatchType)[keyof typeof PatchType];

/** Reads and changes the objects of one cluster, whatever their kind. */
export class Cluster {
  private readonly discovery: Discovery;
  private readonly schemas: Schemas;

  constructor(readonly client: ApiClient) {
    this.discovery = new Discovery(client);
    this.schemas = new Schemas(client);
  }

  /** How a kind is served. @throws NoMatchError when it is not. */
  find(gvk: GroupVersionKind): Promise<ServedKind> {
    return this.discovery.find(gvk);
  }

  /** The schema of a kind, when the server has one. */
  schemaOf(gvk: GroupVersionKind): Promise<ObjectSchema | undefined> {
    return this.schemas.find(gvk);
  }

  /** Forgets which kinds there are, because a definition was made or removed. */
  kindsChanged(): void {
    this.discovery.reset();
  }

  /** Path of the objects of a kind in a namespace. */
  async pathOf(gvk: GroupVersionKind, namespace: string): Promise<string> {
    const served = await this.find(gvk);
    const root = served.apiVersion.includes("/") ? "/apis" : "/api";
    const place = served.namespaced
      ? `/namespaces/${encodeURIComponent(namespace === "" ? "default" : namespace)}`
      : "";
    return `${root}/${served.apiVersion}${place}/${served.plural}`;
  }

  /** Reads an object. @throws StatusError 404 when it is gone. */
  async get(gvk: GroupVersionKind, namespace: string, name: string): Promise<KubeObject> {
    return this.client.get(await this.objectPath(gvk, namespace, name));
  }

  /** Lists the objects of a kind in a namespace. */
  async list(gvk: GroupVersionKind, namespace: string, query?: Query): Promise<PropertyMap> {
    return this.client.get(await this.pathOf(gvk, namespace), query);
  }

  /** Creates an object. @throws StatusError when the server refuses. */
  async create(object: KubeObject, namespace: string, query: Query): Promise<KubeObject> {
    return this.client.request({
      method: "POST",
      path: await this.pathOf(gvkOf(object), namespace),
      query,
      body: object,
    });
  }

  /** Replaces an object as a whole. @throws StatusError when the server refuses. */
  async replace(object: KubeObject, namespace: string, name: string, query: Query): Promise<KubeObject> {
    const path = await this.objectPath(gvkOf(object), namespace, name);
    return this.client.request({ method: "PUT", path, query, body: object });
  }

  /** Patches an object. @throws StatusError when the server refuses. */
  async patch(
    target: { readonly gvk: GroupVersionKind; readonly namespace: string; readonly name: string },
    contentType: PatchMediaType,
    body: unknown,
    query: Query,
  ): Promise<KubeObject> {
    const path = await this.objectPath(target.gvk, target.namespace, target.name);
    return this.client.request({ method: "PATCH", path, query, body, contentType });
  }

  /** Asks for the deletion of an object. @throws StatusError 404 when it is gone. */
  async delete(
    gvk: GroupVersionKind,
    namespace: string,
    name: string,
    propagationPolicy: string,
  ): Promise<void> {
    const path = await this.objectPath(gvk, namespace, name);
    await this.client.request({ method: "DELETE", path, body: { propagationPolicy } });
  }

  private async objectPath(gvk: GroupVersionKind, namespace: string, name: string): Promise<string> {
    return `${await this.pathOf(gvk, namespace)}/${encodeURIComponent(name)}`;
  }
}
