import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import { grantsOf } from "../access/access";
import type { Access } from "../access/access";
import type { Person } from "../person";
import { ExpiringStore, randomKey } from "./expiring-store";
import type { Identity } from "./provider";
import type { SignInSettings } from "./settings";

/** Most sessions at a time. */
const mostSessions = 10_000;

/**
 * Cookies of one process: signed, for the server alone, never sent along by other sites' forms and pictures.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#cookies
 */
export class Cookies {
  readonly #key = randomBytes(32);
  readonly #options: CookieOptions;
  readonly #prefix: string;

  constructor(publicUrl: URL) {
    const secure = publicUrl.protocol === "https:";
    this.#options = { path: "/", httpOnly: true, sameSite: "Lax", secure };
    // With the prefix a browser takes the cookie from this host alone, and only over TLS.
    this.#prefix = secure ? "__Host-" : "";
  }

  /** The value of a cookie; `undefined` when there is none, or somebody else made it. */
  async get(c: Context, name: string): Promise<string | undefined> {
    const value = await getSignedCookie(c, this.#key, this.#prefix + name);
    return value === false ? undefined : value;
  }

  /** Sets a cookie that goes with the browser, or after some seconds. */
  async set(c: Context, name: string, value: string, maxAge: number): Promise<void> {
    await setSignedCookie(c, this.#prefix + name, value, this.#key, { ...this.#options, maxAge });
  }

  /** Takes a cookie away. */
  delete(c: Context, name: string): void {
    deleteCookie(c, this.#prefix + name, this.#options);
  }
}

const cookie = "mullion-session";

/** Who is signed in. Kept in memory: a restart ends all sessions. */
export class Sessions {
  readonly #identities: ExpiringStore<Identity>;
  readonly #seconds: number;

  constructor(
    { sessionHours }: Pick<SignInSettings, "sessionHours">,
    private readonly cookies: Cookies,
    private readonly access: Access,
    now?: () => number,
  ) {
    this.#seconds = sessionHours * 3600;
    this.#identities = new ExpiringStore(this.#seconds, mostSessions, now);
  }

  /** Begins a session under a new key: one that was known before the sign-in is worth nothing. */
  async begin(c: Context, identity: Identity): Promise<void> {
    await this.end(c);
    const key = randomKey();
    this.#identities.set(key, identity);
    await this.cookies.set(c, cookie, key, this.#seconds);
  }

  /** Who sends a request; `undefined` for somebody who is not signed in. */
  async find(c: Context): Promise<Person | undefined> {
    const key = await this.cookies.get(c, cookie);
    const identity = key === undefined ? undefined : this.#identities.get(key);
    if (key === undefined || identity === undefined) return undefined;
    return {
      name: identity.name,
      sight: grantsOf(this.access, identity.groups),
      isSignedIn: () => this.#identities.get(key) !== undefined,
    };
  }

  /** Ends the session that a request belongs to. */
  async end(c: Context): Promise<void> {
    const key = await this.cookies.get(c, cookie);
    if (key !== undefined) this.#identities.take(key);
    this.cookies.delete(c, cookie);
  }
}
