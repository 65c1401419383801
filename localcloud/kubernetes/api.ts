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

/** For `catch`: an object that is not there is no error. */
export function undefinedWhenMissing(error: unknown): undefined {
  if (error instanceof KubernetesApiError && error.code === 404) return undefined;
  throw error;
}
