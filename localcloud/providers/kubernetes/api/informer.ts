import type { PropertyMap } from "../../../wire/values";
import type { KubeObject } from "../objects/object";
import { listAt, mapAt, numberAt, textAt } from "../objects/object";
import type { ApiClient, Query } from "./client";
import { StatusError, UnreachableError } from "./errors";

/** What happened to an object that is watched. */
export interface InformerEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: KubeObject;
}

/** Milliseconds before a watch that broke off is opened again. */
const RECONNECT_MS = 500;

/**
 * Keeps a copy of a list of objects up to date by a watch, for as long as somebody is interested.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export class Informer {
  private readonly objects = new Map<string, KubeObject>();
  private readonly listeners = new Set<(event: InformerEvent) => void>();
  private readonly stopped = new AbortController();
  /** Settles when the first list is here; fails when the server refuses it. */
  readonly synced: Promise<void>;

  constructor(
    private readonly client: ApiClient,
    private readonly path: string,
    private readonly query: Query,
  ) {
    this.synced = this.list().then((version) => {
      void this.follow(version);
    });
    // Whoever waits for `synced` gets the error; nobody else needs to.
    this.synced.catch(() => undefined);
  }

  /** The objects that there are now. */
  current(): readonly KubeObject[] {
    return [...this.objects.values()];
  }

  /** Calls back for each event from now on. Returns the way to stop that. */
  listen(listener: (event: InformerEvent) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Ends the watch. */
  stop(): void {
    this.stopped.abort();
  }

  private async list(): Promise<string> {
    const list = await this.client.get(this.path, this.query);
    // Items of a list carry no apiVersion and kind of their own.
    const about = { apiVersion: textAt(list, "apiVersion"), kind: textAt(list, "kind").replace(/List$/, "") };
    const items = listAt(list, "items").map((item) => ({ ...about, ...mapAt(item) }));
    const uids = new Set(items.map(uidOf));
    for (const [uid, object] of this.objects) if (!uids.has(uid)) this.apply({ type: "DELETED", object });
    for (const object of items) this.apply({ type: "ADDED", object });
    return textAt(list, "metadata", "resourceVersion");
  }

  private async follow(first: string): Promise<void> {
    let version: string | undefined = first;
    while (!this.stopped.signal.aborted) {
      try {
        version = version === undefined ? await this.list() : await this.watch(version);
      } catch (error) {
        if (!(error instanceof StatusError) && !(error instanceof UnreachableError)) throw error;
        version = undefined;
        await pause(RECONNECT_MS, this.stopped.signal);
      }
    }
  }

  /** Watches until the stream ends. Answers the version to go on from; `undefined` when that is too old. */
  private async watch(from: string): Promise<string | undefined> {
    let version: string | undefined = from;
    const query = { ...this.query, resourceVersion: from, allowWatchBookmarks: true };
    await this.client.watch(this.path, query, this.stopped.signal, (event) => {
      const object = mapAt(event, "object");
      const type = textAt(event, "type");
      if (type === "ERROR") version = numberAt(object, "code") === 410 ? undefined : from;
      else version = textAt(object, "metadata", "resourceVersion");
      if (type === "ADDED" || type === "MODIFIED" || type === "DELETED") this.apply({ type, object });
    });
    return version;
  }

  private apply(event: InformerEvent): void {
    if (event.type === "DELETED") this.objects.delete(uidOf(event.object));
    else this.objects.set(uidOf(event.object), event.object);
    for (const listener of [...this.listeners]) listener(event);
  }
}

/** Informers that several waits share: the first one starts it, the last one ends it. */
export class InformerPool {
  private readonly informers = new Map<string, { readonly informer: Informer; users: number }>();

  constructor(private readonly client: ApiClient) {}

  /** An informer over a list, and the way to give it back. */
  acquire(path: string, query: Query = {}): { readonly informer: Informer; readonly release: () => void } {
    const key = `${path} ${JSON.stringify(query)}`;
    const entry = this.informers.get(key) ?? { informer: new Informer(this.client, path, query), users: 0 };
    entry.users++;
    this.informers.set(key, entry);
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      entry.users--;
      if (entry.users > 0) return;
      entry.informer.stop();
      if (this.informers.get(key) === entry) this.informers.delete(key);
    };
    return { informer: entry.informer, release };
  }
}

function uidOf(object: PropertyMap): string {
  return textAt(object, "metadata", "uid");
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
