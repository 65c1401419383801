import type { ClientRequest, IncomingMessage } from "node:http";
import * as http from "node:http";
import * as https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import type { PropertyMap } from "../../../wire/values";
import { isRecord } from "../../../wire/values";
import { listAt, numberAt, textAt } from "../objects/object";
import type { Connection } from "./connection";
import { StatusError, UnreachableError } from "./errors";

/** Query of a request; `undefined` leaves a parameter out. */
export type Query = Readonly<Record<string, string | boolean | number | undefined>>;

/** Media types of patches. @see https://kubernetes.io/docs/reference/using-api/api-concepts/#patch-and-apply */
export const PatchType = {
  Apply: "application/apply-patch+yaml",
  Json: "application/json-patch+json",
  Merge: "application/merge-patch+json",
  StrategicMerge: "application/strategic-merge-patch+json",
} as const;

/** One request to an API server. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path without query, for instance `/api/v1/nodes`. */
  readonly path: string;
  readonly query?: Query;
  /** Sent as JSON; it is YAML too, so it serves as body of an apply. */
  readonly body?: unknown;
  /** Media type of the body. Default: JSON. */
  readonly contentType?: string;
  /** How often it is sent to a server that asks to come again. @default 10 */
  readonly attempts?: number;
}

/** How often a request is sent to a server that asks to come again; as often as client-go does. */
const ATTEMPTS = 10;

/** Seconds after which a request that got no answer fails; what client-go uses for discovery. */
const TIMEOUT_SECONDS = 32;

/** Talks to one API server over HTTPS with connections that are kept open. */
export class ApiClient {
  private readonly agent: http.Agent;

  constructor(private readonly connection: Connection) {
    const { ca, cert, key, insecure, tlsServerName } = connection;
    this.agent =
      connection.server.protocol === "http:"
        ? new http.Agent({ keepAlive: true })
        : new https.Agent({
            keepAlive: true,
            ...(ca === undefined ? {} : { ca }),
            ...(cert === undefined ? {} : { cert }),
            ...(key === undefined ? {} : { key }),
            ...(tlsServerName === undefined ? {} : { servername: tlsServerName }),
            rejectUnauthorized: !insecure,
          });
  }

  /**
   * Sends a request and answers the object that the server sends back.
   *
   * @throws StatusError when the server refuses, UnreachableError when nobody answers.
   */
  async request(request: ApiRequest): Promise<PropertyMap> {
    const { attempts = ATTEMPTS } = request;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.open(request);
      const text = await readAll(answer);
      const code = answer.statusCode ?? 0;
      const body = parseObject(text);
      if (code >= 200 && code < 300) return body ?? {};
      // A server that is busy, or makes a new kind ready, says when to come again.
      const again = Number(answer.headers["retry-after"]);
      if (!(again >= 0) || attempt >= attempts) throw statusError(code, body, text);
      await sleep(again * 1000);
    }
  }

  /** GET of a path. @throws as `request`. */
  get(path: string, query?: Query): Promise<PropertyMap> {
    return this.request({ method: "GET", path, ...(query === undefined ? {} : { query }) });
  }

  /**
   * Opens a watch: calls back for each line until the server ends the stream or the signal ends it.
   *
   * @throws StatusError when the server refuses, UnreachableError when nobody answers.
   */
  async watch(
    path: string,
    query: Query,
    signal: AbortSignal,
    onEvent: (event: PropertyMap) => void,
  ): Promise<void> {
    const answer = await this.open({ method: "GET", path, query: { ...query, watch: true } }, signal);
    const code = answer.statusCode ?? 0;
    if (code !== 200) {
      const text = await readAll(answer);
      throw statusError(code, parseObject(text), text);
    }
    let rest = "";
    answer.setEncoding("utf8");
    try {
      for await (const chunk of answer as AsyncIterable<string>) {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          const event = parseObject(line);
          if (event !== undefined) onEvent(event);
        }
      }
    } catch (error) {
      // A stream that breaks off is the same as one that ends: whoever watches opens it again.
      if (!signal.aborted && !(error instanceof Error && "code" in error)) throw error;
    }
  }

  /** Closes the connections that are kept open. */
  close(): void {
    this.agent.destroy();
  }

  private open(request: ApiRequest, signal?: AbortSignal): Promise<IncomingMessage> {
    const url = this.url(request);
    const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
    const headers: Record<string, string | number> = {
      accept: "application/json",
      "user-agent": "mullion-localcloud",
    };
    if (body !== undefined) {
      headers["content-type"] = request.contentType ?? "application/json";
      headers["content-length"] = body.length;
    }
    const token = this.connection.token?.();
    return Promise.resolve(token).then(
      (value) =>
        new Promise((resolve, reject) => {
          if (value !== undefined) headers["authorization"] = value;
          const options = {
            method: request.method,
            headers,
            agent: this.agent,
            ...(signal === undefined ? {} : { signal }),
          };
          const call: ClientRequest = (url.protocol === "http:" ? http : https).request(
            url,
            options,
            resolve,
          );
          call.on("error", (error) => {
            reject(unreachable(request.method, url, error));
          });
          call.setTimeout(signal === undefined ? TIMEOUT_SECONDS * 1000 : 0, () => {
            call.destroy(
              new Error("context deadline exceeded (Client.Timeout exceeded while awaiting headers)"),
            );
          });
          call.end(body);
        }),
    );
  }

  private url(request: ApiRequest): URL {
    const url = new URL(this.connection.server.href.replace(/\/$/, "") + request.path);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return url;
  }
}

async function readAll(answer: IncomingMessage): Promise<string> {
  answer.setEncoding("utf8");
  let text = "";
  for await (const chunk of answer as AsyncIterable<string>) text += chunk;
  return text;
}

function parseObject(text: string): PropertyMap | undefined {
  if (!text.startsWith("{")) return undefined;
  const value: unknown = JSON.parse(text);
  return isRecord(value) ? value : undefined;
}

function statusError(code: number, body: PropertyMap | undefined, text: string): StatusError {
  if (body === undefined) return new StatusError(code, "", plainMessage(code, text));
  const causes = listAt(body, "details", "causes").map((cause) => ({
    reason: textAt(cause, "reason"),
    field: textAt(cause, "field"),
  }));
  const message = code === 401 ? UNAUTHORIZED : textAt(body, "message");
  return new StatusError(
    numberAt(body, "code") ?? code,
    textAt(body, "reason"),
    message === "" ? plainMessage(code, text) : message,
    textAt(body, "details", "kind"),
    causes,
  );
}

/** client-go's words for 401; the server itself only says "Unauthorized". */
const UNAUTHORIZED = "the server has asked for the client to provide credentials";

function plainMessage(code: number, text: string): string {
  return text.trim() === "" ? `the server answered with status ${String(code)}` : text.trim();
}

const UNKNOWN_AUTHORITY = "tls: failed to verify certificate: x509: certificate signed by unknown authority";

/** The text that client-go has for it, because users search the web for that one. */
function unreachable(method: string, url: URL, error: NodeJS.ErrnoException): UnreachableError {
  const verb = method.charAt(0) + method.slice(1).toLowerCase();
  const port = url.port === "" ? (url.protocol === "http:" ? "80" : "443") : url.port;
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: `dial tcp ${url.hostname}:${port}: connect: connection refused`,
    DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
    SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
    ENOTFOUND: `dial tcp: lookup ${url.hostname}: no such host`,
  };
  return new UnreachableError(`${verb} "${url.href}": ${reasons[error.code ?? ""] ?? error.message}`);
}
