import type { Html } from "./html";
import { html, nothing } from "./html";
import { link, withQuery } from "./links";
import { counted } from "./words";
import { table } from "./table";
import type { TableOptions } from "./table";

/** Rows on one page of a long table. */
export const rowsPerPage = 200;

/** A long table: a part of it at a time, with a filter. */
export interface ListingOptions<Row> extends TableOptions<Row> {
  /** Address of the page without its query. */
  readonly path: string;
  /** `q`: what rows must hold; `page`: from 1; others are kept as they are. */
  readonly query: URLSearchParams;
  /** What one row is, for counts: `pod`. */
  readonly noun: string;
  /** What a filter looks into. */
  readonly texts: (row: Row) => readonly string[];
  /** Further fields of the filter's form. */
  readonly fields?: Html;
}

/** The filter, the count, one page of the rows, and the way to the others. */
export function listing<Row>(options: ListingOptions<Row>): Html {
  const { path, query, noun, rows, fields } = options;
  const q = query.get("q") ?? "";
  const found = filtered(rows, q, options.texts);
  const pages = Math.max(1, Math.ceil(found.length / rowsPerPage));
  const page = Math.min(pageNumber(query), pages);
  const first = (page - 1) * rowsPerPage;
  const shown = found.slice(first, first + rowsPerPage);
  return html`<form class="filter" method="get" action="${path}">
      <label for="q">Filter</label>
      <input id="q" name="q" type="search" value="${q}" autocomplete="off" spellcheck="false" />
      ${fields}
      <button>Show</button>
    </form>
    <p id="count" class="soft">${countOf(noun, rows.length, found.length, first, shown.length)}</p>
    ${shown.length === 0 ? nothing : table({ ...options, rows: shown })} ${pager(path, query, page, pages)}`;
}

/**
 * The rows that hold every word of a text, in any case.
 *
 * A hundred thousand pods are looked through for one search: fields are tested as they are, and none is copied.
 */
export function filtered<Row>(
  rows: readonly Row[],
  text: string,
  fieldsOf: (row: Row) => readonly string[],
): readonly Row[] {
  const words = text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => new RegExp(word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "i"));
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const fields = fieldsOf(row);
    return words.every((word) => fields.some((field) => word.test(field)));
  });
}

function pageNumber(query: URLSearchParams): number {
  const text = query.get("page") ?? "";
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

function countOf(noun: string, all: number, found: number, first: number, shown: number): string {
  const whole = found === all ? counted(all, noun) : `${String(found)} of ${counted(all, noun)}`;
  return shown === found ? `${whole}.` : `${whole}, ${String(first + 1)} to ${String(first + shown)} here.`;
}

function pager(path: string, query: URLSearchParams, page: number, pages: number): Html {
  if (pages === 1) return nothing;
  const to = (number: number, text: string) =>
    html`<li>${link(withQuery(path, { ...Object.fromEntries(query), page: String(number) }), text)}</li>`;
  return html`<nav class="pager" aria-label="Pages">
    <ul>
      ${page > 1 ? html`${to(1, "First")}${to(page - 1, "Previous")}` : nothing}
      <li aria-current="page">Page ${page} of ${pages}</li>
      ${page < pages ? html`${to(page + 1, "Next")}${to(pages, "Last")}` : nothing}
    </ul>
  </nav>`;
}
