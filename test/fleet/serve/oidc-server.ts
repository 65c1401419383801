import { generateKeyPairSync, randomBytes } from "node:crypto";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import type { Configuration } from "oidc-provider";

/** A person whom the provider knows, with groups; absent: the provider does not say them. */
export type Accounts = Readonly<Record<string, readonly string[] | undefined>>;

/** What the provider is to know. */
export interface OidcServerOptions {
  readonly accounts: Accounts;
  readonly clientSecret: string;
  /** Addresses that people may be sent back to. */
  readonly redirectUris: readonly string[];
  /** Whether groups stand in the ID token; else they have to be asked for. */
  readonly groupsInIdToken?: boolean;
}

/** A provider that runs. */
export interface OidcServer {
  readonly issuer: string;
  close(): Promise<void>;
}

/** The id of the one client. */
export const clientId = "mullion-fleet";

/** Starts a real OpenID provider (oidc-provider) on loopback: a person signs in with a name and no password. */
export async function startOidcServer(options: OidcServerOptions): Promise<OidcServer> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${String(port)}`;
  const provider = new Provider(issuer, configuration(options));
  const answer = provider.callback();
  server.on("request", (request, response) => {
    const path = request.url ?? "";
    if (!path.startsWith("/interaction/")) void answer(request, response);
    else if (request.method === "GET") showForm(response, path);
    else void signIn(provider, request, response);
  });
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function configuration(options: OidcServerOptions): Configuration {
  const { accounts, clientSecret, redirectUris, groupsInIdToken = false } = options;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [...redirectUris] }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kty: "RSA", use: "sig", alg: "RS256" }] },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    claims: { openid: ["sub"], profile: ["preferred_username"], groups: ["groups"] },
    conformIdTokenClaims: !groupsInIdToken,
    ttl: { Interaction: 600, Grant: 3600, Session: 3600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => {
      if (!Object.hasOwn(accounts, id)) return undefined;
      const groups = accounts[id];
      const claims = {
        sub: id,
        preferred_username: id,
        ...(groups === undefined ? {} : { groups: [...groups] }),
      };
      return { accountId: id, claims: () => claims };
    },
    // Nobody is asked whether the client may know who they are.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider, result } = oidc;
      const accountId = result?.login?.accountId ?? session?.accountId;
      if (client === undefined || accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId });
      grant.addOIDCScope("openid profile groups");
      await grant.save();
      return grant;
    },
  };
}

function showForm(response: http.ServerResponse, path: string): void {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(`<!doctype html><html lang="en"><title>Provider</title>
    <form method="post" action="${path}"><label>Name <input name="login"></label><button>Go on</button></form></html>`);
}

async function signIn(
  provider: Provider,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const login = new URLSearchParams(Buffer.concat(parts).toString()).get("login") ?? "";
  const result =
    login === ""
      ? { error: "access_denied", error_description: "went away" }
      : { login: { accountId: login } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
