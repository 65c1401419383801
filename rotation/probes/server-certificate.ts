import * as net from "node:net";
import * as tls from "node:tls";
import type { ServerAddress } from "./kubeconfig";

/** How long an API server has for the handshake, in seconds. */
const TIME_LIMIT_SECONDS = 10;

/** When the certificate of an API server ends, or why nobody can say; `reason` follows a colon. */
export type ServerCertificate = { readonly ends: string } | { readonly reason: string };

/** Shakes hands with an API server and looks at its certificate. Never throws. */
export function probeServerCertificate({
  url,
  serverName,
  proxied,
}: ServerAddress): Promise<ServerCertificate> {
  if (url.protocol !== "https:") return Promise.resolve({ reason: `${url.origin} has no TLS` });
  if (proxied) return Promise.resolve({ reason: `${url.origin} is reached through a proxy` });
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve) => {
    const socket = tls.connect({
      host,
      port: Number(url.port === "" ? 443 : url.port),
      servername: serverName ?? (net.isIP(host) === 0 ? host : ""),
      // One that has ended or that nobody signed is just what is looked for; nothing is sent to it.
      rejectUnauthorized: false,
    });
    const answer = (found: ServerCertificate) => {
      socket.destroy();
      resolve(found);
    };
    socket.setTimeout(TIME_LIMIT_SECONDS * 1000, () => {
      answer({ reason: `${url.origin} did not answer within ${String(TIME_LIMIT_SECONDS)} s` });
    });
    socket.on("error", (error: Error) => {
      answer({ reason: `${url.origin} does not answer (${error.message})` });
    });
    socket.on("secureConnect", () => {
      answer({ ends: new Date(socket.getPeerCertificate().valid_to).toISOString() });
    });
  });
}
