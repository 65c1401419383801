import { isRecord } from "../wire/values";
import {
  KubernetesApiError,
  KubernetesUnreachableError,
  Patch,
  undefinedWhenMissing,
  type KubernetesObject,
  type Query,
  type Request,
  type Response,
  type Status,
  type WatchEvent,
} from "./api";
import { readAnswer, refusal, Transport, unreachable, type ClientOptions } from "./transport";

/** A client of one API server, for JSON objects, over connections that are kept. */
export class KubernetesClient {
  readonly #transport: Transport;

  constructor(options: ClientOptions) {
    this.#transport = new Transport(options);
  }

  /** Closes the connections that are kept. A client that was closed may be used again. */
  close(): void {
    this.#transport.close();
  }

  /**
   * Sends one request.
   * @throws {@link KubernetesApiError} for an answer of 400 and above.
   * @throws {@link KubernetesUnreachableError} when there is no (whole) answer.
   */
  async request(request: Request): Promise<Response> {
    return readAnswer(await this.#transport.send(request), request);
  }

  /** Reads one object. @throws as {@link request} */
  async get<T extends KubernetesObject>(path: string, query?: Query): Promise<T> {
    return this.#object<T>({ method: "GET", path, query });
  }

  /** Reads one object, or answers `undefined` when there is none. */
  async find<T extends KubernetesObject>(path: string, query?: Query): Promise<T | undefined> {
    return this.get<T>(path, query).catch(undefinedWhenMissing);
  }

  /** Reads all objects of a list. */
  async list<T extends KubernetesObject>(path: string, query?: Query): Promise<readonly T[]> {
    const list = await this.#object<KubernetesObject & { readonly items?: readonly T[] | null }>({
      method: "GET",
      path,
      query,
    });
    return list.items ?? [];
  }

  /** Makes an object; the path is that of the list which it joins. */
  async create<T extends KubernetesObject>(path: string, body: KubernetesObject, query?: Query): Promise<T> {
    return this.#object<T>({ method: "POST", path, body, query });
  }

  /** Server-side apply: makes the object or changes what the field manager owns of it. */
  async apply<T extends KubernetesObject>(
    path: string,
    body: KubernetesObject,
    query: Query & { readonly fieldManager: string },
  ): Promise<T> {
    return this.#object<T>({ method: "PATCH", path, body, query, contentType: Patch.apply });
  }

  /** Changes an object by a patch. */
  async patch<T extends KubernetesObject>(
    path: string,
    contentType: Patch,
    body: unknown,
    query?: Query,
  ): Promise<T> {
    return this.#object<T>({ method: "PATCH", path, body, query, contentType });
  }

  /** Deletes an object and answers whether there was one; it may take its time to go. */
  async delete(path: string, options?: Readonly<Record<string, unknown>>): Promise<boolean> {
    const answer = await this.request({ method: "DELETE", path, body: options }).catch(undefinedWhenMissing);
    return answer !== undefined;
  }

  /**
   * Asks that a pod leaves its node; PodDisruptionBudgets are respected.
   * @throws {@link KubernetesApiError} with code 429 while a budget stands in the way.
   */
  async evict(namespace: string, name: string): Promise<void> {
    await this.request({
      method: "POST",
      path: `/api/v1/namespaces/${namespace}/pods/${name}/eviction`,
      body: { apiVersion: "policy/v1", kind: "Eviction", metadata: { name, namespace } },
    });
  }

  /**
   * Tells the changes of the objects of a list until the server ends the watch, the signal is given or the caller
   * stops reading.
   */
  async *watch<T extends KubernetesObject>(
    path: string,
    query?: Query,
    signal?: AbortSignal,
  ): AsyncGenerator<WatchEvent<T>, void, undefined> {
    const request: Request = {
      method: "GET",
      path,
      query: { ...query, watch: true },
      signal,
      timeoutMilliseconds: 0,
    };
    try {
      for await (const line of linesOf(await this.#transport.send(request))) {
        const event = JSON.parse(line) as WatchEvent<T> | { readonly type: "ERROR"; readonly object: Status };
        if (event.type === "ERROR") throw refusal(request, event.object.code ?? 0, event.object, line);
        yield event;
      }
    } catch (error) {
      if (signal?.aborted === true) return;
      throw error instanceof KubernetesApiError || error instanceof KubernetesUnreachableError
        ? error
        : unreachable(request, error);
    }
  }

  /** The API server is trusted to answer the kind of object that lives at a path; that it is one is checked. */
  async #object<T extends KubernetesObject>(request: Request): Promise<T> {
    const { body } = await this.request(request);
    if (isRecord(body) && isRecord(body["metadata"])) return body as unknown as T;
    throw new KubernetesUnreachableError(
      `${request.method} ${request.path}: the answer is no Kubernetes object`,
    );
  }
}

/** The lines of a stream, whole ones only. Leaving the loop closes the stream. */
async function* linesOf(stream: AsyncIterable<unknown>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
