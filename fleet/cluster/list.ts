import type { ApiClient } from "../../localcloud/providers/kubernetes/api/client";
import { StatusError } from "../../localcloud/providers/kubernetes/api/errors";
import { listAt, mapAt, textAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { KubeObject } from "../../localcloud/providers/kubernetes/objects/object";
import type { PropertyMap } from "../../localcloud/wire/values";

/** What is kept of the objects of a list, and the version from which a watch goes on. */
export interface ListResult<Row> {
  /** By uid. */
  readonly rows: Map<string, Row>;
  readonly resourceVersion: string;
}

/** Objects per answer: what kubectl asks for too. @see https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks (read 2026-11-23) */
export const pageSize = 500;

/** How often a list is begun anew whose pages expired while it was read. */
const attempts = 3;

/**
 * Reads a list page by page and keeps of each object what it is reduced to: never more than a page of whole objects is in
 * memory.
 *
 * @throws StatusError when the server refuses, UnreachableError when nobody answers.
 */
export async function readList<Row>(
  client: ApiClient,
  path: string,
  keep: (object: KubeObject) => Row,
): Promise<ListResult<Row>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readPages(client, path, keep);
    } catch (error) {
      // The server forgets the state that a list began with after some minutes.
      if (!isExpired(error) || attempt >= attempts) throw error;
    }
  }
}

async function readPages<Row>(
  client: ApiClient,
  path: string,
  keep: (object: KubeObject) => Row,
): Promise<ListResult<Row>> {
  const rows = new Map<string, Row>();
  let page: PropertyMap = {};
  do {
    const next = textAt(page, "metadata", "continue");
    page = await client.get(path, { limit: pageSize, ...(next === "" ? {} : { continue: next }) });
    for (const item of listAt(page, "items")) rows.set(uidOf(mapAt(item)), keep(mapAt(item)));
  } while (textAt(page, "metadata", "continue") !== "");
  return { rows, resourceVersion: textAt(page, "metadata", "resourceVersion") };
}

/** Whether the server no longer knows the version or page that it was asked for. */
export function isExpired(error: unknown): boolean {
  return error instanceof StatusError && error.code === 410;
}

/** What stands for an object as long as it is the same one. */
export function uidOf(object: PropertyMap): string {
  return textAt(object, "metadata", "uid");
}

/** Lets some work through at a time; the rest waits for its turn. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** A gate for so many at a time. */
export function gateFor(atATime: number): Gate {
  let free = atATime;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}
