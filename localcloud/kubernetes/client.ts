import * as https from "node:https";
import * as readline from "node:readline";
import type { IncomingMessage } from "node:http";

/** An object of the Kubernetes API, as JSON. */
export interface KubernetesObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** The part of an object's metadata that the local cloud reads. */
export interface ObjectMeta {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly {
    readonly kind: string;
    readonly name: string;
    readonly controller?: boolean;
  }[];
  readonly [field: string]: unknown;
}

/** The API server's answer when it does not do what it is asked. @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
export interface Status {
  readonly kind: "Status";
  readonly message?: string;
  readonly reason?: string;
  readonly code?: number;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A request that the API server refused; `message` is the server's own. */
export class KubernetesApiError extends Error {
  override readonly name = "KubernetesApiError";
  constructor(
    readonly method: string,
    readonly path: string,
    /** HTTP status code. */
    readonly code: number,
    /** Machine-readable cause: `NotFound`, `Conflict`, `Forbidden`, … or empty. */
    readonly reason: string,
    message: string,
    /** The whole answer when it was a Status. */
    readonly status?: Status,
  ) {
    super(message);
  }
}

/** The API server could not be reached, or broke off in the middle of an answer. */
export class KubernetesUnreachableError extends Error {
  override readonly name = "KubernetesUnreachableError";
}

/** How a PATCH body is to be read, as its media type. */
export const Patch = {
  apply: "application/apply-patch+yaml",
  json: "application/json-patch+json",
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
} as const;
export type Patch = (typeof Patch)[keyof typeof Patch];

/** Query parameters of a request; those that are `undefined` are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** One change that a watch tells. */
export interface WatchEvent<T extends KubernetesObject = KubernetesObject> {
  readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK";
  readonly object: T;
}

/** Everything that may be said about one request. */
export interface Request {
  readonly method: string;
  /** Path under the server's address, without query: `/api/v1/nodes`. */
  readonly path: string;
  readonly query?: Query;
  readonly body?: unknown;
  /** @default application/json */
  readonly contentType?: string;
  readonly signal?: AbortSignal;
  /** @default 30000 */
  readonly timeoutMilliseconds?: number;
}

/** An answer with a status code below 400. */
export interface Response {
  readonly code: number;
  /** Parsed JSON, or the text when it is none. */
  readonly body: unknown;
  /** Texts of the server's `Warning` headers. */
  readonly warnings: readonly string[];
}

/** Where an API server is and who asks. */
export interface ClientOptions {
  readonly server: string;
  readonly caPem: string;
  readonly token: string;
  /** Sent as User-Agent; the API server makes the default field manager of it. @default mullion-local-cloud */
  readonly userAgent?: string;
}

/** A client of one API server, for JSON objects, over connections that are kept. */
export class KubernetesClient {
  readonly #agent: https.Agent;
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#agent = new https.Agent({ ca: options.caPem, keepAlive: true, maxSockets: 32 });
  }

  /** Closes the connections that are kept. A client that was closed may be used again. */
  close(): void {
    this.#agent.destroy();
  }

  /**
   * Sends one request.
   * @throws {@link KubernetesApiError} for an answer of 400 and above.
   * @throws {@link KubernetesUnreachableError} when there is no (whole) answer.
   */
  async request(request: Request): Promise<Response> {
    const message = await this.#send(request);
    const text = await wholeText(message, request);
    const body = parse(text);
    const code = message.statusCode ?? 0;
    if (code >= 400) throw refusal(request, code, body, text);
    return { code, body, warnings: warningsOf(message) };
  }

  /** Reads one object. @throws as {@link request} */
  async get<T extends KubernetesObject>(path: string, query?: Query): Promise<T> {
    return (await this.request({ method: "GET", path, query })).body as T;
  }

  /** Reads one object, or answers `undefined` when there is none. */
  async find<T extends KubernetesObject>(path: string, query?: Query): Promise<T | undefined> {
    return this.get<T>(path, query).catch(undefinedWhenMissing);
  }

  /** Reads all objects of a list. */
  async list<T extends KubernetesObject>(path: string, query?: Query): Promise<readonly T[]> {
    const list = (await this.request({ method: "GET", path, query })).body as {
      readonly items?: readonly T[];
    };
    return list.items ?? [];
  }

  /** Makes an object; the path is that of the list which it joins. */
  async create<T extends KubernetesObject>(path: string, body: KubernetesObject, query?: Query): Promise<T> {
    return (await this.request({ method: "POST", path, body, query })).body as T;
  }

  /** Server-side apply: makes the object or changes what the field manager owns of it. */
  async apply<T extends KubernetesObject>(
    path: string,
    body: KubernetesObject,
    query: Query & { readonly fieldManager: string },
  ): Promise<T> {
    return (await this.request({ method: "PATCH", path, body, query, contentType: Patch.apply })).body as T;
  }

  /** Changes an object by a patch. */
  async patch<T extends KubernetesObject>(
    path: string,
    contentType: Patch,
    body: unknown,
    query?: Query,
  ): Promise<T> {
    return (await this.request({ method: "PATCH", path, body, query, contentType })).body as T;
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
    const message = await this.#send(request);
    const code = message.statusCode ?? 0;
    if (code >= 400) {
      const text = await wholeText(message, request);
      throw refusal(request, code, parse(text), text);
    }
    try {
      for await (const line of readline.createInterface({ input: message })) {
        const event = JSON.parse(line) as WatchEvent<T> | { readonly type: "ERROR"; readonly object: Status };
        if (event.type === "ERROR") throw refusal(request, event.object.code ?? 0, event.object, line);
        yield event;
      }
    } catch (error) {
      if (signal?.aborted !== true) throw error;
    } finally {
      message.destroy();
    }
  }

  #send(request: Request): Promise<IncomingMessage> {
    const url = new URL(this.#options.server + request.path);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.#options.token}`,
      accept: "application/json",
      "user-agent": this.#options.userAgent ?? "mullion-local-cloud",
      // The length must be said: Node leaves it out for DELETE, and the server takes the body for the next request.
      ...(body === undefined
        ? {}
        : {
            "content-type": request.contentType ?? "application/json",
            "content-length": String(Buffer.byteLength(body)),
          }),
    };
    return new Promise((resolve, reject) => {
      const outgoing = https.request(url, {
        method: request.method,
        headers,
        agent: this.#agent,
        signal: request.signal,
      });
      const timeout = request.timeoutMilliseconds ?? 30_000;
      if (timeout > 0) {
        outgoing.setTimeout(timeout, () => {
          outgoing.destroy(new Error(`no answer within ${timeout} ms`));
        });
      }
      outgoing.once("response", resolve);
      outgoing.once("error", (error) => {
        reject(unreachable(request, this.#options.server, error));
      });
      outgoing.end(body);
    });
  }
}

/** For `catch`: an object that is not there is no error. */
export function undefinedWhenMissing(error: unknown): undefined {
  if (error instanceof KubernetesApiError && error.code === 404) return undefined;
  throw error;
}

async function wholeText(message: IncomingMessage, request: Request): Promise<string> {
  const parts: Buffer[] = [];
  try {
    for await (const part of message) parts.push(part as Buffer);
  } catch (error) {
    throw unreachable(request, "the API server", error);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function isStatus(body: unknown): body is Status {
  return typeof body === "object" && body !== null && "kind" in body && body.kind === "Status";
}

function refusal(request: Request, code: number, body: unknown, text: string): KubernetesApiError {
  const status = isStatus(body) ? body : undefined;
  const message = status?.message ?? `the server answered ${code}: ${text.slice(0, 500)}`;
  return new KubernetesApiError(request.method, request.path, code, status?.reason ?? "", message, status);
}

function unreachable(request: Request, server: string, cause: unknown): KubernetesUnreachableError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new KubernetesUnreachableError(`${request.method} ${request.path} at ${server}: ${why}`, { cause });
}

/** @see https://www.rfc-editor.org/rfc/rfc7234#section-5.5 */
function warningsOf(message: IncomingMessage): readonly string[] {
  const header = message.headers["warning"];
  if (typeof header !== "string") return [];
  return [...header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map((match) =>
    (match[1] ?? "").replaceAll('\\"', '"'),
  );
}
