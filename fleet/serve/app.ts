import { Hono } from "hono";
import type { Context, MiddlewareHandler } from "hono";
import { streamSSE } from "hono/streaming";
import type { LiveFleet } from "../view";
import { narrow } from "./access/sight";
import { assets, digestOf } from "./assets";
import { headers, knownHosts, readOnly } from "./guards";
import { streamChanges, usualPace } from "./live";
import type { Pace } from "./live";
import { framed } from "./pages/frame";
import type { Page } from "./pages/page";
import { clusterOf, pageAt } from "./pages/page-at";
import { problemPage } from "./pages/problem-page";
import { whoeverIsHere } from "./person";
import type { Person } from "./person";
import { eventsOf } from "./pod-events";
import { signInPage, signInRoutes } from "./sign-in/routes";
import type { SignInOptions } from "./sign-in/routes";

/** How people sign in; see `SignInOptions`. */
export type AppSignIn = Omit<SignInOptions, "show" | "warn">;

/** What the pages are made of. */
export interface AppOptions {
  readonly fleet: LiveFleet;
  /** Absent: whoever reaches the server sees everything. */
  readonly signIn?: AppSignIn;
  /** Given when the server ends. */
  readonly closing: AbortSignal;
  /** Tells whoever runs the server what went wrong; never anything secret. */
  readonly warn: (line: string) => void;
  readonly pace?: Pace;
}

/** Most streams of changes at a time. */
const mostStreams = 500;

interface Env {
  Variables: { readonly person: Person };
}

/** The web application: everything between a request and its answer, without a socket. */
export function fleetApp(options: AppOptions): Hono<Env> {
  const { signIn, warn } = options;
  const app = new Hono<Env>();
  app.use(headers(signIn?.publicUrl), knownHosts(signIn?.publicUrl, showBare), readOnly(showBare));
  for (const { path, type, content } of assets) {
    app.get(path, (c) => {
      c.header("cache-control", "public, max-age=31536000, immutable");
      return c.body(content, 200, { "content-type": type });
    });
  }
  if (signIn !== undefined) app.route("/", signInRoutes({ ...signIn, show: showBare, warn }));
  app.use(recognise(signIn));
  const render = renderer(options.fleet);
  app.get("/events", changes(options, render));
  app.get("*", async (c) => show(c, await render(c.get("person"), new URL(c.req.url)), c.get("person")));
  app.onError((error, c) => {
    warn(`${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
    const says = "This page could not be made. Whoever runs this server finds the reason in its output.";
    return showBare(c, problemPage(500, "Something broke", says));
  });
  return app;
}

/** Finds out who asks; somebody unknown gets no further. */
function recognise(signIn: AppSignIn | undefined): MiddlewareHandler<Env> {
  return async (c, next) => {
    const person = signIn === undefined ? whoeverIsHere : await signIn.sessions.find(c);
    if (person === undefined) return showBare(c, signInPage(pathOf(c)));
    c.set("person", person);
    await next();
    return undefined;
  };
}

type Render = (person: Person, url: URL) => Promise<Page>;

function renderer(fleet: LiveFleet): Render {
  const events = eventsOf(fleet);
  return (person, url) => pageAt(narrow(fleet.view(), person.sight), url, events);
}

/** The stream that tells a page when it is no longer what it would be. */
function changes({ fleet, closing, warn, pace = usualPace }: AppOptions, render: Render) {
  let open = 0;
  return (c: Context<Env>): Response => {
    const at = c.req.query("at") ?? "";
    const url = new URL(c.req.url);
    if (!at.startsWith("/") || !URL.canParse(at, url.href))
      return c.text("at: must be the path of a page", 400);
    if (c.req.method === "HEAD") return c.body(null);
    if (open >= mostStreams) return c.text("too many pages are open", 503);
    open++;
    const person = c.get("person");
    const page = new URL(at, url);
    const digest = async () => digestOf((await render(person, page)).main.toString());
    return streamSSE(c, async (stream) => {
      try {
        await streamChanges(stream, { fleet, person, digest, cluster: clusterOf(page), closing, pace });
      } catch (error) {
        // Caught here: Hono would tell the message to the browser.
        warn(`${c.req.path}: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        open--;
      }
    });
  };
}

function show(c: Context, page: Page, person: Person): Response | Promise<Response> {
  const { pathname, searchParams } = new URL(c.req.url);
  const frame = {
    path: pathname,
    search: pathname === "/search" ? (searchParams.get("q") ?? "") : "",
    ...(person.name === undefined ? {} : { person: person.name }),
  };
  return c.html(framed(page, frame), page.status ?? 200);
}

/** A page for somebody who is not known: no menu of what there is, nothing that changes. */
function showBare(c: Context, page: Page): Response | Promise<Response> {
  return c.html(framed(page, { path: "", bare: true }), page.status ?? 200);
}

function pathOf(c: Context): string {
  const { pathname, search } = new URL(c.req.url);
  return pathname + search;
}
