import type { StoredResource as Stored } from "../clouds/store";
import { Store as ObjectStore } from "../clouds/store";

export type { Operation } from "../clouds/store";

/** States of a resource in the words of EKS; the other services' objects are `ACTIVE` once they exist. */
export type ResourceState =
  "CREATING" | "ACTIVE" | "UPDATING" | "DELETING" | "DEGRADED" | "FAILED" | "CREATE_FAILED" | "DELETE_FAILED";

/** A resource as AWS keeps it. Its `id` is a key: see `keyOf`. */
export type StoredResource = Stored<ResourceState>;

/** AWS's objects and the operations under way. */
export class Store extends ObjectStore<ResourceState> {
  /** Removes a resource and all that are parts of it. */
  forget(key: string): void {
    for (const part of this.children(key)) this.forget(part.id);
    this.remove(key);
  }
}
