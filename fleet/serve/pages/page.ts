import type { Html } from "./html";

/** A page before it gets its frame. */
export interface Page {
  readonly title: string;
  /** What is inside of `<main>`. The same view gives the same text, so that a digest of it tells whether something is new. */
  readonly main: Html;
  /** HTTP status. @default 200 */
  readonly status?: 200 | 400 | 401 | 403 | 404 | 405 | 421 | 500 | 502;
}
