import { raw } from "hono/html";
import { digestOf, icon, live, style } from "../assets";
import type { Html } from "./html";
import { html, nothing } from "./html";
import type { Page } from "./page";

/** What is around a page. */
export interface Frame {
  /** Path of the page, for the menu. */
  readonly path: string;
  /** Words that were searched for. */
  readonly search?: string;
  /** Who has signed in; absent where nobody has to. */
  readonly person?: string;
  /** For a reader who is not known: without a menu, and as it is. */
  readonly bare?: true;
}

const menu = [
  ["/", "Fleet"],
  ["/calendar", "Calendar"],
] as const;

/** A whole page. */
export function framed({ title, main }: Page, frame: Frame): Html {
  const digest = frame.bare ? nothing : raw(` data-digest="${digestOf(main.toString())}"`);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - Mullion fleet</title>
        <link rel="icon" type="image/svg+xml" href="${icon.path}" />
        <link rel="stylesheet" href="${style.path}" />
        ${frame.bare ? nothing : html`<script src="${live.path}" defer></script>`}
      </head>
      <body>
        <a class="skip" href="#main">To the content</a>
        <header class="top">
          <div>
            <a class="brand" href="/">Mullion fleet</a>
            ${frame.bare ? nothing : top(frame)}
          </div>
        </header>
        <main id="main" tabindex="-1" ${digest}>${main}</main>
      </body>
    </html>`;
}

function top({ path, search = "", person }: Frame): Html {
  const entries = menu.map(([to, text]) =>
    to === path
      ? html`<li><a href="${to}" aria-current="page">${text}</a></li>`
      : html`<li><a href="${to}">${text}</a></li>`,
  );
  const signOut =
    person === undefined
      ? nothing
      : html`<span>${person}</span>
          <form method="post" action="/sign-out"><button>Sign out</button></form>`;
  return html`<nav aria-label="Main">
      <ul>
        ${entries}
      </ul>
    </nav>
    <form class="search" method="get" action="/search" role="search">
      <label class="unseen" for="search">Search pods, nodes and images</label>
      <input
        id="search"
        name="q"
        type="search"
        value="${search}"
        placeholder="Pods, nodes, images"
        autocomplete="off"
        spellcheck="false"
      />
      <button>Search</button>
    </form>
    <div class="person" data-live>${signOut}</div>`;
}
