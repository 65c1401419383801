import type { PropertyMap } from "../../../../../localcloud/wire/values";

/** A resource as the engine would keep it. */
export interface Tracked {
  readonly id: string;
  readonly inputs: PropertyMap;
  readonly outputs: PropertyMap;
}

/** Keeps the state of a stack while recorded calls are made: what the engine would do with the answers. */
export class Tracker {
  private readonly current = new Map<string, Tracked>();
  private readonly replaced = new Map<string, Tracked[]>();

  /** The resource of a URN; of a new URN the one with that id, which an alias has led to it. */
  find(urn: string, id: string): Tracked | undefined {
    const own = this.current.get(urn);
    if (own !== undefined || id === "") return own;
    const [old, resource] = [...this.current].find(([, item]) => item.id === id) ?? [];
    if (old === undefined || resource === undefined) return undefined;
    this.current.delete(old);
    this.current.set(urn, resource);
    return resource;
  }

  /** A resource was made; the one before it waits for its end. */
  created(urn: string, resource: Tracked): void {
    const old = this.current.get(urn);
    if (old !== undefined) this.replaced.set(urn, [...(this.replaced.get(urn) ?? []), old]);
    this.current.set(urn, resource);
  }

  /** A resource was changed, or looked at. */
  updated(urn: string, change: Partial<Tracked>): void {
    const old = this.current.get(urn);
    if (old !== undefined) this.current.set(urn, { ...old, ...change });
  }

  /** The resource that a deletion is about: one that was replaced, if there is any. */
  toDelete(urn: string): Tracked | undefined {
    return this.replaced.get(urn)?.at(-1) ?? this.current.get(urn);
  }

  /** The resource is gone. */
  deleted(urn: string): void {
    const old = this.replaced.get(urn);
    if (old !== undefined && old.length > 0) old.pop();
    else this.current.delete(urn);
  }

  /** The resource has left the state without being deleted. */
  forgotten(urn: string): void {
    this.current.delete(urn);
  }
}
