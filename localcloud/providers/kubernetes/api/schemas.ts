import type { PropertyMap } from "../../../wire/values";
import type { GroupVersionKind } from "../objects/metadata";
import { apiVersionFor } from "../objects/metadata";
import { mapAt, valueAt, listAt, textAt } from "../objects/object";
import type { ObjectSchema } from "../objects/schema";
import { isBuiltIn } from "../objects/scope";
import type { ApiClient } from "./client";
import { StatusError } from "./errors";

/** Reads the schemas of Kubernetes' own kinds from the server, one document per apiVersion. */
export class Schemas {
  private readonly documents = new Map<string, Promise<PropertyMap>>();

  constructor(private readonly client: ApiClient) {}

  /** The schema of a kind; `undefined` when it does not come with Kubernetes or the server has none. */
  async find(gvk: GroupVersionKind): Promise<ObjectSchema | undefined> {
    if (!isBuiltIn(gvk)) return undefined;
    const apiVersion = apiVersionFor(gvk);
    let document = this.documents.get(apiVersion);
    if (document === undefined) {
      document = this.read(apiVersion);
      this.documents.set(apiVersion, document);
    }
    const components = mapAt(await document, "components", "schemas");
    const root = Object.values(components).find((schema) =>
      listAt(schema, "x-kubernetes-group-version-kind").some(
        (item) =>
          textAt(item, "kind") === gvk.kind &&
          textAt(item, "group") === gvk.group &&
          textAt(item, "version") === gvk.version,
      ),
    );
    return root === undefined || valueAt(root, "properties") === undefined
      ? undefined
      : { root: mapAt(root), components };
  }

  private async read(apiVersion: string): Promise<PropertyMap> {
    try {
      return await this.client.get(`/openapi/v3/${apiVersion.includes("/") ? "apis" : "api"}/${apiVersion}`);
    } catch (error) {
      // No schema is no reason to fail: the server checks the object again.
      if (error instanceof StatusError) return {};
      throw error;
    }
  }
}
