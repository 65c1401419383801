import { html } from "./html";
import type { Page } from "./page";

/** A page that says what is wrong and what to do. */
export function problemPage(status: NonNullable<Page["status"]>, title: string, says: string): Page {
  return {
    status,
    title,
    main: html`<h1>${title}</h1>
      <p>${says}</p>
      <p><a href="/">To the fleet</a></p>`,
  };
}

/** There is no such page, or nothing that this person may see: both look the same. */
export function notFoundPage(): Page {
  return problemPage(
    404,
    "Nothing here",
    "There is no such page, or what it was about is gone, or your groups do not see it.",
  );
}
