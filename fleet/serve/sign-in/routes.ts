import { Hono } from "hono";
import type { Context } from "hono";
import { html } from "../pages/html";
import { withQuery } from "../pages/links";
import type { Page } from "../pages/page";
import { problemPage } from "../pages/problem-page";
import { ExpiringStore, randomKey } from "./expiring-store";
import { callbackPath, NoGroupsError, saying } from "./provider";
import type { Journey, Provider } from "./provider";
import type { Cookies, Sessions } from "./sessions";

/** What signing in and out needs. */
export interface SignInOptions {
  readonly provider: Pick<Provider, "begin" | "finish">;
  readonly sessions: Sessions;
  readonly cookies: Cookies;
  /** Address that people open. */
  readonly publicUrl: URL;
  /** Writes a page. */
  readonly show: (c: Context, page: Page) => Response | Promise<Response>;
  /** Tells whoever runs the server. */
  readonly warn: (line: string) => void;
}

/** Somebody who was sent to the provider. */
interface Traveller extends Journey {
  /** Browser that left, by its cookie: nobody finishes a sign-in that another one began. */
  readonly browser: string;
  /** Where to go afterwards. */
  readonly to: string;
}

/** Seconds that somebody may take at the provider. */
const journeySeconds = 600;

/** Most people on their way at a time: who is not signed in must not fill the memory. */
const mostJourneys = 10_000;

const cookie = "mullion-sign-in";

/** `/sign-in`, the way back from the provider, `/sign-out` and the page after it. */
export function signInRoutes(options: SignInOptions): Hono {
  const journeys = new ExpiringStore<Traveller>(journeySeconds, mostJourneys);
  const app = new Hono();
  app.get("/sign-in", (c) => leave(c, options, journeys));
  app.get(callbackPath, (c) => comeBack(c, options, journeys));
  app.post("/sign-out", (c) => signOut(c, options));
  app.get("/signed-out", (c) =>
    options.show(c, {
      title: "Signed out",
      main: html`<h1>Signed out</h1>
        <p>You are signed out here; your provider may still know you.</p>
        <p><a href="/sign-in">Sign in again</a></p>`,
    }),
  );
  return app;
}

/** What somebody sees who has to sign in first. */
export function signInPage(path: string): Page {
  return {
    status: 401,
    title: "Sign in",
    main: html`<h1>Sign in</h1>
      <p>Sign in to see the clusters that your groups see.</p>
      <p><a class="action" href="${withQuery("/sign-in", { to: path })}">Sign in</a></p>`,
  };
}

async function leave(
  c: Context,
  { provider, cookies, publicUrl }: SignInOptions,
  journeys: ExpiringStore<Traveller>,
): Promise<Response> {
  const { url, journey } = await provider.begin();
  const browser = (await cookies.get(c, cookie)) ?? randomKey();
  journeys.set(journey.state, { ...journey, browser, to: ownPath(c.req.query("to"), publicUrl) });
  await cookies.set(c, cookie, browser, journeySeconds);
  return c.redirect(url.href, 302);
}

async function comeBack(
  c: Context,
  options: SignInOptions,
  journeys: ExpiringStore<Traveller>,
): Promise<Response> {
  const { provider, sessions, cookies, warn } = options;
  const traveller = journeys.take(c.req.query("state") ?? "");
  if (traveller === undefined || traveller.browser !== (await cookies.get(c, cookie))) {
    const says =
      "This sign-in was not begun in this browser, or it took longer than ten minutes. Begin again.";
    return options.show(c, failed(400, says));
  }
  try {
    await sessions.begin(c, await provider.finish(new URL(c.req.url).search, traveller));
    return c.redirect(traveller.to, 302);
  } catch (error) {
    warn(`sign-in failed: ${saying(error)}`);
    const says =
      error instanceof NoGroupsError
        ? "The provider did not say which groups you belong to. Whoever runs this server finds the reason in its output."
        : "The provider did not confirm who you are. Try again; whoever runs this server finds the reason in its output.";
    return options.show(c, failed(403, says));
  }
}

async function signOut(c: Context, { sessions, publicUrl, show }: SignInOptions): Promise<Response> {
  // SameSite keeps the cookie from other sites' forms; a neighbour on the same site needs this.
  if (c.req.header("origin") !== publicUrl.origin) {
    return show(c, problemPage(403, "Not from here", "Signing out works only from a page of this server."));
  }
  await sessions.end(c);
  return c.redirect("/signed-out", 303);
}

/** A path on this server, and never an address of somebody else: `//evil.example`, `/\evil.example`. */
function ownPath(to: string | undefined, publicUrl: URL): string {
  if (to?.startsWith("/") !== true || !URL.canParse(to, publicUrl.href)) return "/";
  const { origin, pathname, search } = new URL(to, publicUrl);
  return origin === publicUrl.origin && !pathname.startsWith("/sign") ? pathname + search : "/";
}

function failed(status: 400 | 403, says: string): Page {
  return {
    status,
    title: "Sign-in failed",
    main: html`<h1>Sign-in failed</h1>
      <p>${says}</p>
      <p><a class="action" href="/sign-in">Sign in</a></p>`,
  };
}
