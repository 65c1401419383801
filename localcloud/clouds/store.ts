import * as fs from "node:fs";
import * as path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { SQLOutputValue } from "node:sqlite";
import type { JsonObject } from "./json";
import type { Owner } from "./owner";

/** A resource as a cloud keeps it; `State` are its states in the cloud's own words. */
export interface StoredResource<State extends string = string> {
  readonly id: string;
  /** Type in the cloud's spelling. */
  readonly type: string;
  /** Id of the resource that this one is a part of. */
  readonly parent: string | undefined;
  /** What the cloud tells about it, without what every answer says anew (on Azure: id, name, type, state). */
  readonly body: JsonObject;
  /** What the cloud knows and never tells: digests of passwords, names of control planes. */
  readonly hidden: JsonObject;
  readonly state: State;
  readonly etag: string;
}

/** Work in progress on a resource. */
export interface Operation {
  readonly id: string;
  readonly resource: string;
  readonly kind: string;
  readonly owner: Owner;
  readonly startedAt: Date;
}

/** The objects of the cloud and the operations under way, in one SQLite file that several processes share. */
export class Store<State extends string = string> {
  readonly #db: DatabaseSync;

  /** Opens the file, and makes it when there is none. */
  constructor(file: string) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.#db = new DatabaseSync(file, { timeout: 15_000 });
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS resources (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, id TEXT NOT NULL, type TEXT NOT NULL,
        parent TEXT, body TEXT NOT NULL, hidden TEXT NOT NULL, state TEXT NOT NULL, etag TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS resources_by_parent ON resources (parent);
      CREATE TABLE IF NOT EXISTS operations (
        id TEXT PRIMARY KEY, resource TEXT NOT NULL, kind TEXT NOT NULL, pid INTEGER NOT NULL,
        processStartedAt TEXT NOT NULL, startedAt TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value REAL NOT NULL, changedAt REAL NOT NULL);`);
  }

  /** Ends the use of the file. May be called twice. */
  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  /** Runs the function while nobody else can write; an exception undoes what it wrote. */
  transaction<T>(work: () => T): T {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  /** The resource with this id, whatever its spelling. */
  find(id: string): StoredResource<State> | undefined {
    const row = this.#db.prepare("SELECT * FROM resources WHERE key = ?").get(id.toLowerCase());
    return row === undefined ? undefined : toResource<State>(row);
  }

  /** Resources right below an id, oldest first. */
  children(parent: string, type?: string): readonly StoredResource<State>[] {
    return this.#db
      .prepare("SELECT * FROM resources WHERE parent = ? ORDER BY sequence")
      .all(parent.toLowerCase())
      .map(toResource<State>)
      .filter((resource) => type === undefined || resource.type === type);
  }

  /** All resources whose id begins with this one and a slash, oldest first. */
  below(id: string): readonly StoredResource<State>[] {
    const prefix = `${id.toLowerCase()}/`;
    return this.#db
      .prepare("SELECT * FROM resources WHERE substr(key, 1, ?) = ? ORDER BY sequence")
      .all(prefix.length, prefix)
      .map(toResource<State>);
  }

  /** All resources of a type, oldest first. */
  ofType(type: string): readonly StoredResource<State>[] {
    return this.#db
      .prepare("SELECT * FROM resources WHERE type = ? ORDER BY sequence")
      .all(type)
      .map(toResource<State>);
  }

  /** Writes a resource, new or not. */
  save(resource: StoredResource<State>): void {
    const { id, type, parent, state, etag } = resource;
    this.#db
      .prepare(
        `INSERT INTO resources (key, id, type, parent, body, hidden, state, etag) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET id = excluded.id, body = excluded.body, hidden = excluded.hidden,
           state = excluded.state, etag = excluded.etag`,
      )
      .run(
        id.toLowerCase(),
        id,
        type,
        parent?.toLowerCase() ?? null,
        JSON.stringify(resource.body),
        JSON.stringify(resource.hidden),
        state,
        etag,
      );
  }

  /** Writes the state of a resource; one that is gone stays gone. */
  settle(id: string, state: State): void {
    const resource = this.find(id);
    if (resource !== undefined) this.save({ ...resource, state });
  }

  /** Removes a resource and everything below it. */
  remove(id: string): void {
    const key = id.toLowerCase();
    this.#db
      .prepare("DELETE FROM resources WHERE key = ? OR substr(key, 1, ?) = ?")
      .run(key, key.length + 1, `${key}/`);
  }

  /** Notes that work on a resource begins. */
  begin(operation: Operation): void {
    const { id, resource, kind, owner, startedAt } = operation;
    this.#db
      .prepare("INSERT INTO operations VALUES (?, ?, ?, ?, ?, ?)")
      .run(id, resource.toLowerCase(), kind, owner.pid, owner.startedAt, startedAt.toISOString());
  }

  /** Notes that work ended, however it ended. */
  end(operation: string): void {
    this.#db.prepare("DELETE FROM operations WHERE id = ?").run(operation);
  }

  /** All work under way, oldest first. */
  operations(): readonly Operation[] {
    return this.#db.prepare("SELECT * FROM operations ORDER BY startedAt, rowid").all().map(toOperation);
  }

  /** A number by name and when it was last written (milliseconds), for token buckets. */
  counter(name: string): { readonly value: number; readonly changedAt: number } | undefined {
    const row = this.#db.prepare("SELECT value, changedAt FROM counters WHERE name = ?").get(name);
    return row === undefined
      ? undefined
      : { value: Number(row["value"]), changedAt: Number(row["changedAt"]) };
  }

  /** Writes a number by name. */
  setCounter(name: string, value: number, changedAt: number): void {
    this.#db
      .prepare(
        "INSERT INTO counters VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value, changedAt = excluded.changedAt",
      )
      .run(name, value, changedAt);
  }
}

type Row = Record<string, SQLOutputValue>;

function toResource<State extends string>(row: Row): StoredResource<State> {
  // A border with untyped data: rows are written by `save` alone.
  return {
    id: String(row["id"]),
    type: String(row["type"]),
    parent: row["parent"] === null ? undefined : String(row["parent"]),
    body: JSON.parse(String(row["body"])) as JsonObject,
    hidden: JSON.parse(String(row["hidden"])) as JsonObject,
    state: String(row["state"]) as State,
    etag: String(row["etag"]),
  };
}

function toOperation(row: Row): Operation {
  return {
    id: String(row["id"]),
    resource: String(row["resource"]),
    kind: String(row["kind"]),
    owner: { pid: Number(row["pid"]), startedAt: String(row["processStartedAt"]) },
    startedAt: new Date(String(row["startedAt"])),
  };
}
