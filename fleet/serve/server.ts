import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { InputError } from "../../impact/input-error";
import type { LiveFleet } from "../view";
import type { Access } from "./access/access";
import { fleetApp } from "./app";
import type { AppSignIn } from "./app";
import { listenAddress } from "./listen-address";
import { Provider } from "./sign-in/provider";
import { Cookies, Sessions } from "./sign-in/sessions";
import type { SignInSettings } from "./sign-in/settings";

/** How people sign in, and what they then see. */
export interface SignInConfiguration {
  readonly settings: SignInSettings;
  /** Absent for a public client. */
  readonly clientSecret?: string;
  readonly access: Access;
}

/** What to serve, and where. */
export interface ServeOptions {
  readonly fleet: LiveFleet;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Absent: without sign-in, for this machine alone. */
  readonly signIn?: SignInConfiguration;
  /** Tells whoever runs the server what went wrong. */
  readonly warn: (line: string) => void;
}

/** A server that runs. */
export interface FleetServer {
  /** Address to open. */
  readonly url: string;
  /** Ends all connections, then the server. The fleet is not closed. */
  close(): Promise<void>;
}

/**
 * Serves the fleet as web pages.
 *
 * @throws InputError when it must not, or cannot, listen there, or the provider cannot be used
 */
export async function serveFleet(options: ServeOptions): Promise<FleetServer> {
  const publicUrl = options.signIn?.settings.publicUrl;
  const hostname = listenAddress(options.host, publicUrl);
  const signIn = options.signIn === undefined ? undefined : await prepare(options.signIn);
  const closing = new AbortController();
  const { fleet, warn, port } = options;
  const app = fleetApp({ fleet, closing: closing.signal, warn, ...(signIn === undefined ? {} : { signIn }) });
  const server = createAdaptorServer({ fetch: app.fetch, hostname });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: Error) => {
      const message = `cannot listen there: ${error.message}; choose another one (docs/guides/fleet.md#serve)`;
      reject(new InputError(`--host ${options.host} --port ${String(port)}`, [{ path: "", message }]));
    });
    server.listen(port, hostname, resolve);
  });
  return {
    url: publicUrl?.href ?? addressOf(server.address()),
    close: () => {
      closing.abort();
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      if ("closeAllConnections" in server) server.closeAllConnections();
      return closed;
    },
  };
}

async function prepare({ settings, clientSecret, access }: SignInConfiguration): Promise<AppSignIn> {
  const cookies = new Cookies(settings.publicUrl);
  return {
    provider: await Provider.find(settings, clientSecret),
    sessions: new Sessions(settings, cookies, access),
    cookies,
    publicUrl: settings.publicUrl,
  };
}

function addressOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("the server has no address");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${String(address.port)}/`;
}
