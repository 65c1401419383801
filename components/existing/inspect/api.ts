import * as http from "node:http";
import * as https from "node:https";
import { text } from "node:stream/consumers";
import type { Connection } from "./kubeconfig";

/** The API server does not answer, or not with what was asked for. */
export class ClusterUnreachableError extends Error {
  override readonly name = "ClusterUnreachableError";
}

/** The API server refuses the question: who asks may not see it. */
export class ClusterRefusedError extends Error {
  override readonly name = "ClusterRefusedError";
}

/** Milliseconds after which a server that is silent counts as unreachable. */
const timeoutMilliseconds = 30_000;

/** Asks one API server, and changes nothing: it knows no other method than GET. */
export class ReadOnlyApi {
  constructor(private readonly connection: Connection) {}

  /**
   * The answer to a GET.
   *
   * @returns `undefined` when there is no such object or kind
   * @throws ClusterUnreachableError, ClusterRefusedError
   */
  async get(path: string): Promise<unknown> {
    const answer = await this.open(path).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new ClusterUnreachableError(`the API server ${this.connection.server} does not answer: ${why}`);
    });
    const body = await text(answer);
    const code = answer.statusCode ?? 0;
    if (code === 404) return undefined;
    if (code === 401 || code === 403) {
      const reason =
        code === 401 ? "does not know these credentials" : "does not allow these credentials to read";
      throw new ClusterRefusedError(`the API server ${reason} ${path}`);
    }
    if (code !== 200) throw new ClusterUnreachableError(`the API server answers ${String(code)} to ${path}`);
    return parseJson(body, path);
  }

  private open(path: string): Promise<http.IncomingMessage> {
    const { server, ca, clientCertificate, token, tlsServerName, insecure } = this.connection;
    const url = new URL(server + path);
    const options: https.RequestOptions = {
      headers: {
        accept: "application/json",
        "user-agent": "mullion",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      timeout: timeoutMilliseconds,
      rejectUnauthorized: !insecure,
      ...(ca === undefined ? {} : { ca }),
      ...clientCertificate,
      ...(tlsServerName === undefined ? {} : { servername: tlsServerName }),
    };
    return new Promise((resolve, reject) => {
      const call = (url.protocol === "http:" ? http : https).get(url, options, resolve);
      call.on("timeout", () => call.destroy(new Error("it is silent")));
      call.on("error", reject);
    });
  }
}

function parseJson(body: string, path: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new ClusterUnreachableError(
      `the answer to ${path} is no JSON: is the server of the kubeconfig an API server?`,
    );
  }
}
