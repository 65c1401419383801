import * as https from "node:https";
import type { IncomingMessage } from "node:http";

import { isRecord } from "../wire/values";
import {
  KubernetesApiError,
  KubernetesUnreachableError,
  type Request,
  type Response,
  type Status,
} from "./api";

/** Where an API server is and who asks. */
export interface ClientOptions {
  readonly server: string;
  readonly caPem: string;
  readonly token: string;
  /** Sent as User-Agent; the API server makes the default field manager of it. @default mullion-local-cloud */
  readonly userAgent?: string;
}

/** Idle connections are closed before the API server does it (after 90 s), so that no request goes into a closing one. */
const IDLE_MILLISECONDS = 60_000;

const TIMEOUT_MILLISECONDS = 30_000;

/** The kept connections to one API server. */
export class Transport {
  readonly #agent: https.Agent;
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#agent = new https.Agent({
      ca: options.caPem,
      keepAlive: true,
      maxSockets: 32,
      timeout: IDLE_MILLISECONDS,
    });
  }

  /** Closes all connections. */
  close(): void {
    this.#agent.destroy();
  }

  /**
   * Sends a request and answers when the head of a good answer is there.
   *
   * @throws KubernetesApiError for an answer of 400 and above.
   * @throws KubernetesUnreachableError when there is none.
   */
  async send(request: Request): Promise<IncomingMessage> {
    const message = await this.#exchange(request);
    const code = message.statusCode ?? 0;
    if (code < 400) return message;
    const text = await textOf(message, request);
    throw refusal(request, code, parse(text), text);
  }

  #exchange(request: Request): Promise<IncomingMessage> {
    const { method, signal, timeoutMilliseconds = TIMEOUT_MILLISECONDS } = request;
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const headers = { ...this.#headers(), ...bodyHeaders(request, body) };
    return new Promise((resolve, reject) => {
      const outgoing = https.request(this.#url(request), { method, headers, agent: this.#agent, signal });
      if (timeoutMilliseconds > 0) {
        outgoing.setTimeout(timeoutMilliseconds, () => {
          outgoing.destroy(new Error(`no answer within ${timeoutMilliseconds} ms`));
        });
      }
      outgoing.once("response", resolve);
      outgoing.once("error", (error) => {
        reject(unreachable(request, error));
      });
      outgoing.end(body);
    });
  }

  #url(request: Request): URL {
    const url = new URL(this.#options.server + request.path);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    return url;
  }

  #headers(): Readonly<Record<string, string>> {
    return {
      authorization: `Bearer ${this.#options.token}`,
      accept: "application/json",
      "user-agent": this.#options.userAgent ?? "mullion-local-cloud",
    };
  }
}

/** Reads the rest of an answer. @throws KubernetesUnreachableError when it breaks off. */
export async function readAnswer(message: IncomingMessage, request: Request): Promise<Response> {
  const body = parse(await textOf(message, request));
  return { code: message.statusCode ?? 0, body, warnings: warningsOf(message) };
}

/** What the server said against a request, as an error. */
export function refusal(request: Request, code: number, body: unknown, text: string): KubernetesApiError {
  const status = isStatus(body) ? body : undefined;
  const message = status?.message ?? `the server answered ${code}: ${text.slice(0, 500)}`;
  return new KubernetesApiError(request.method, request.path, code, status?.reason ?? "", message, status);
}

/** A failure of the connection, as an error that names the request. */
export function unreachable(request: Request, cause: unknown): KubernetesUnreachableError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new KubernetesUnreachableError(`${request.method} ${request.path}: ${why}`, { cause });
}

/** The length must be said: Node leaves it out for DELETE, and the server takes the body for the next request. */
function bodyHeaders(request: Request, body: string | undefined): Readonly<Record<string, string>> {
  if (body === undefined) return {};
  return {
    "content-type": request.contentType ?? "application/json",
    "content-length": String(Buffer.byteLength(body)),
  };
}

async function textOf(message: IncomingMessage, request: Request): Promise<string> {
  const parts: Buffer[] = [];
  try {
    for await (const part of message) parts.push(part as Buffer);
  } catch (error) {
    throw unreachable(request, error);
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
  return isRecord(body) && body["kind"] === "Status";
}

/** @see https://www.rfc-editor.org/rfc/rfc7234#section-5.5 */
function warningsOf(message: IncomingMessage): readonly string[] {
  const header = message.headers["warning"];
  if (typeof header !== "string") return [];
  return [...header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map((match) =>
    (match[1] ?? "").replace(/\\(.)/g, "$1"),
  );
}
