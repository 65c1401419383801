import { setTimeout as sleep } from "node:timers/promises";
import type { ApiClient } from "../../localcloud/providers/kubernetes/api/client";
import { StatusError } from "../../localcloud/providers/kubernetes/api/errors";
import type { KubeObject } from "../../localcloud/providers/kubernetes/objects/object";
import { mapAt, numberAt, textAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { PropertyMap } from "../../localcloud/wire/values";
import type { Gate } from "./list";
import { isExpired, readList, uidOf } from "./list";

/** A list that is followed. */
export interface Followed<Row> {
  readonly path: string;
  readonly keep: (object: KubeObject) => Row;
  /** Called with all rows after the first list, and after each change; the map is the same one, changed in place. */
  readonly onChange: (rows: ReadonlyMap<string, Row>) => void;
  /** Called with each word of the server, bookmarks included. */
  readonly onSeen: () => void;
  /** Called with each failure; the following goes on. */
  readonly onError: (error: unknown) => void;
}

/** How a watch behaves in time. */
export interface Pace {
  /** Seconds after which the server ends a watch by itself. @default 300 */
  readonly watchSeconds?: number;
  /** Milliseconds of the first pause after a failure; each further one takes twice as long. @default 1000 */
  readonly firstPauseMs?: number;
  /** Milliseconds of the longest pause. @default 30000, as client-go has it */
  readonly longestPauseMs?: number;
  /** What lists wait at, so that not all of a fleet are in memory at a time. @default none */
  readonly gate?: Gate;
}

const noGate: Gate = (work) => work();

/** Seconds by which a server may be late with the end of a watch before its connection counts as dead. */
const graceSeconds = 30;

/**
 * Keeps the rows of a list up to date by a watch until the signal ends it: list, watch from its version, bookmarks so
 * that the version stays young, a new list when the server has forgotten it (410 Gone), and longer pauses between
 * failures. A connection that died without a word is noticed: the server is asked to end each watch in time.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes (read 2026-11-23)
 */
export async function follow<Row>(
  client: ApiClient,
  { path, keep, onChange, onSeen, onError }: Followed<Row>,
  signal: AbortSignal,
  pace: Pace = {},
): Promise<void> {
  const { watchSeconds = 300, firstPauseMs = 1000, longestPauseMs = 30_000, gate = noGate } = pace;
  let rows = new Map<string, Row>();
  let version: string | undefined;
  let failures = 0;
  const ended = () => signal.aborted;
  while (!ended()) {
    const begun = Date.now();
    try {
      if (version === undefined) {
        const list = await gate(() => readList(client, path, keep));
        rows = list.rows;
        version = list.resourceVersion;
        onChange(rows);
      }
      const watch = { path, keep, rows, from: version, onSeen, onChange };
      version = await watchFrom(client, watch, signal, watchSeconds);
      failures = 0;
    } catch (error) {
      if (ended()) return;
      version = undefined;
      // The server has forgotten the version: that is no failure of anybody.
      if (!isExpired(error)) {
        failures++;
        onError(error);
      }
    }
    // Also where a proxy ends each watch at once: not as fast as this machine can ask again.
    const rest =
      Math.min(firstPauseMs * 2 ** Math.max(failures - 1, 0), longestPauseMs) - (Date.now() - begun);
    if (rest > 0) await sleep(rest, undefined, { signal }).catch(() => undefined);
  }
}

interface Watch<Row> extends Omit<Followed<Row>, "onError"> {
  readonly rows: Map<string, Row>;
  readonly from: string;
}

/**
 * Watches until the stream ends.
 *
 * @returns the version to go on from; `undefined` when the server has forgotten it
 * @throws StatusError for other errors within the stream, and what opening it throws
 */
async function watchFrom<Row>(
  client: ApiClient,
  { path, keep, rows, from, onSeen, onChange }: Watch<Row>,
  signal: AbortSignal,
  watchSeconds: number,
): Promise<string | undefined> {
  let version: string | undefined = from;
  let failure: StatusError | undefined;
  const query = { resourceVersion: from, allowWatchBookmarks: true, timeoutSeconds: watchSeconds };
  const deadline = AbortSignal.timeout((watchSeconds + graceSeconds) * 1000);
  await client.watch(path, query, AbortSignal.any([signal, deadline]), (event) => {
    const object = mapAt(event, "object");
    const type = textAt(event, "type");
    if (type === "ERROR") {
      version = undefined;
      failure = numberAt(object, "code") === 410 ? undefined : statusOf(object);
      return;
    }
    version = textAt(object, "metadata", "resourceVersion");
    onSeen();
    if (type === "BOOKMARK") return;
    if (type === "DELETED") rows.delete(uidOf(object));
    else rows.set(uidOf(object), keep(object));
    onChange(rows);
  });
  if (failure !== undefined) throw failure;
  return version;
}

function statusOf(status: PropertyMap): StatusError {
  return new StatusError(numberAt(status, "code") ?? 0, textAt(status, "reason"), textAt(status, "message"));
}
