import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { PropertyMap } from "../../localcloud/wire/values";

/** A request that was made. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
}

/** Plays an API server as far as lists, pages and watches go, on a free port of loopback. */
export class ApiServer {
  readonly asked: Asked[] = [];
  version: PropertyMap = { major: "1", minor: "36", gitVersion: "v1.36.3" };
  /** Objects by the path of their list. */
  readonly lists = new Map<string, readonly PropertyMap[]>([
    ["/api/v1/nodes", []],
    ["/api/v1/pods", []],
    ["/apis/apps/v1/daemonsets", []],
  ]);
  /** Answers by path that come instead, once each. */
  readonly refusals = new Map<string, PropertyMap[]>();
  private readonly watches = new Map<ServerResponse, string>();
  private resourceVersion = 100;

  private constructor(private readonly server: Server) {
    server.on("request", (request, response) => {
      this.answer(request, response);
    });
  }

  /** Starts one. @param port - that of a server that was closed; default: a free one */
  static async start(port = 0): Promise<ApiServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return new ApiServer(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get address(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** Requests of a path. */
  askedFor(path: string): readonly Asked[] {
    return this.asked.filter((one) => one.path === path);
  }

  /** Number of watches that are open on a list. */
  watching(path: string): number {
    return [...this.watches.values()].filter((one) => one === path).length;
  }

  /** Tells the watches of a list that something happened. */
  tell(path: string, type: string, object: PropertyMap): void {
    const metadata = {
      ...(object["metadata"] as PropertyMap | undefined),
      resourceVersion: String(++this.resourceVersion),
    };
    const line = `${JSON.stringify({ type, object: type === "ERROR" ? object : { ...object, metadata } })}\n`;
    for (const [response, watched] of this.watches) if (watched === path) response.write(line);
  }

  /** Ends the watches of a list, as a server does it after `timeoutSeconds`. */
  endWatches(path: string): void {
    for (const [response, watched] of [...this.watches]) {
      if (watched !== path) continue;
      this.watches.delete(response);
      response.end();
    }
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? "/", this.address);
    const { method = "", headers } = request;
    this.asked.push({
      method,
      path: pathname,
      query: searchParams,
      authorization: headers.authorization ?? "",
    });
    const refusal = this.refusals.get(pathname)?.shift();
    if (refusal !== undefined) send(response, refusal, Number(refusal["code"]));
    else if (pathname === "/version") send(response, this.version);
    else if (searchParams.get("watch") === "true") this.openWatch(pathname, response);
    else this.sendPage(pathname, searchParams, response);
  }

  private openWatch(path: string, response: ServerResponse): void {
    response.writeHead(200, { "content-type": "application/json" });
    response.flushHeaders();
    this.watches.set(response, path);
    response.on("close", () => this.watches.delete(response));
  }

  private sendPage(path: string, query: URLSearchParams, response: ServerResponse): void {
    const all = this.lists.get(path);
    if (all === undefined) {
      send(response, { kind: "Status", code: 404, message: `no list ${path}` }, 404);
      return;
    }
    const start = Number(query.get("continue") ?? 0);
    const end = start + Number(query.get("limit") ?? all.length);
    const next = end < all.length ? { continue: String(end) } : {};
    send(response, {
      metadata: { resourceVersion: String(this.resourceVersion), ...next },
      items: all.slice(start, end),
    });
  }
}

function send(response: ServerResponse, body: object, code = 200): void {
  response.writeHead(code, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
