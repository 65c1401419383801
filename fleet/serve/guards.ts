import type { Context, MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { isKnownHost } from "./listen-address";
import type { Page } from "./pages/page";
import { problemPage } from "./pages/problem-page";

/** Half a year, in seconds. @see https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Strict_Transport_Security_Cheat_Sheet.html */
const strictTransportSeconds = 15_552_000;

type Show = (c: Context, page: Page) => Response | Promise<Response>;

/** Headers of every answer: nothing is loaded from elsewhere, nobody frames a page, nothing is kept by a cache. */
export function headers(publicUrl: URL | undefined): MiddlewareHandler {
  const secure = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    xFrameOptions: "DENY",
    // With no referrer at all a form is sent without its origin, and the origin is what sign-out is checked by.
    referrerPolicy: "same-origin",
    strictTransportSecurity:
      publicUrl?.protocol === "https:" ? `max-age=${String(strictTransportSeconds)}` : false,
    permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  });
  return async (c, next) => {
    c.header("cache-control", "no-store");
    return secure(c, next);
  };
}

/** Refuses requests that ask for another host, as pages do whose name was made to lead here. */
export function knownHosts(publicUrl: URL | undefined, show: Show): MiddlewareHandler {
  const says =
    publicUrl === undefined
      ? "This server answers as localhost only. Open it by the address that it printed."
      : `This server answers as ${publicUrl.host} only. A proxy in front of it must pass the header Host on.`;
  return async (c, next) => {
    if (!isKnownHost(c.req.header("host"), publicUrl)) return show(c, problemPage(421, "Another host", says));
    await next();
    return undefined;
  };
}

/** Refuses everything that could change something; signing out is the one exception. */
export function readOnly(show: Show): MiddlewareHandler {
  return async (c, next) => {
    const allowed = c.req.path === "/sign-out" ? ["POST"] : ["GET", "HEAD"];
    if (!allowed.includes(c.req.method)) {
      c.header("allow", allowed.join(", "));
      const says = "The fleet can be looked at here and not changed.";
      return show(c, problemPage(405, "Not possible", says));
    }
    await next();
    return undefined;
  };
}
