import { isIPv4 } from "node:net";
import { InputError } from "../../impact/input-error";

const page = "docs/guides/fleet.md#serve";

/** Whether a host name or address is this machine's own and nobody else's; IPv6 with or without brackets. */
export function isLoopback(host: string): boolean {
  if (host === "localhost" || host === "::1" || host === "[::1]") return true;
  return isIPv4(host) && host.startsWith("127.");
}

/**
 * Checks where the page is to be listened for: without sign-in, and without encryption, on this machine alone.
 *
 * @param host - as the user gives it
 * @param publicUrl - address that people open; absent without sign-in
 * @returns the address to listen on
 * @throws InputError when everybody in the network would see the fleet
 */
export function listenAddress(host: string, publicUrl: URL | undefined): string {
  const refuse = (why: string) =>
    new InputError(`--host ${host}`, [{ path: "", message: `${why} (${page})` }]);
  if (!isLoopback(host)) {
    if (publicUrl === undefined) {
      throw refuse(
        "without sign-in everybody who reaches this address would see the whole fleet; " +
          "set up sign-in with --oidc and --access, or listen on 127.0.0.1 and use an SSH tunnel",
      );
    }
    if (publicUrl.protocol !== "https:") {
      throw refuse(
        "publicUrl is an http address, so sessions would cross the network in the clear; " +
          "put a proxy with TLS in front and its https address into publicUrl",
      );
    }
  }
  // The name may have other addresses than this machine's own.
  return host === "localhost" ? "127.0.0.1" : host;
}

/**
 * Host names by which the page may be asked for. A page of somebody else whose name is made to lead here (DNS
 * rebinding) sends its own.
 *
 * @see https://owasp.org/www-community/attacks/DNS_Rebinding
 */
export function isKnownHost(header: string | undefined, publicUrl: URL | undefined): boolean {
  if (header === undefined || !URL.canParse(`http://${header}`)) return false;
  const { host, hostname } = new URL(`http://${header}`);
  return (
    isLoopback(hostname) || (publicUrl !== undefined && host === new URL(`http://${publicUrl.host}`).host)
  );
}
