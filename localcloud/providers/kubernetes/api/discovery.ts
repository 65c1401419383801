import type { PropertyMap } from "../../../wire/values";
import type { GroupVersionKind } from "../objects/metadata";
import { apiVersionFor } from "../objects/metadata";
import { listAt, textAt, valueAt } from "../objects/object";
import type { ApiClient } from "./client";
import { isNotFound, NoMatchError } from "./errors";

/** A kind as the API server serves it. */
export interface ServedKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Name in paths: `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Finds out how kinds are served, and remembers it. */
export class Discovery {
  private readonly groupVersions = new Map<string, Promise<readonly ServedKind[]>>();

  constructor(private readonly client: ApiClient) {}

  /**
   * How a kind is served. What was not there is asked for again: a definition may have been made meanwhile.
   *
   * @throws NoMatchError when the server does not know it, and what `ApiClient.request` throws.
   */
  async find(gvk: GroupVersionKind): Promise<ServedKind> {
    const apiVersion = apiVersionFor(gvk);
    const known = await this.kindsOf(apiVersion);
    const found = known.find(({ kind }) => kind === gvk.kind);
    if (found !== undefined) return found;
    this.groupVersions.delete(apiVersion);
    throw new NoMatchError(gvk.kind, apiVersion);
  }

  /** Forgets everything, because definitions have changed. */
  reset(): void {
    this.groupVersions.clear();
  }

  private async kindsOf(apiVersion: string): Promise<readonly ServedKind[]> {
    let kinds = this.groupVersions.get(apiVersion);
    if (kinds === undefined) {
      kinds = this.read(apiVersion);
      this.groupVersions.set(apiVersion, kinds);
      // A failure must not be remembered.
      kinds.catch(() => this.groupVersions.delete(apiVersion));
    }
    return kinds;
  }

  private async read(apiVersion: string): Promise<readonly ServedKind[]> {
    const root = apiVersion.includes("/") ? "/apis" : "/api";
    try {
      return servedKinds(await this.client.get(`${root}/${apiVersion}`), apiVersion);
    } catch (error) {
      if (isNotFound(error)) return [];
      throw error;
    }
  }
}

function servedKinds(list: PropertyMap, apiVersion: string): ServedKind[] {
  return listAt(list, "resources")
    .filter((item) => !textAt(item, "name").includes("/"))
    .map((item) => ({
      apiVersion,
      kind: textAt(item, "kind"),
      plural: textAt(item, "name"),
      namespaced: valueAt(item, "namespaced") === true,
    }));
}
