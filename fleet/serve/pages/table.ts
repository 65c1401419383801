import { raw } from "hono/html";
import type { Html } from "./html";
import { html, nothing } from "./html";

/** One column of a table. */
export interface Column<Row> {
  readonly title: string;
  /** Holds words that may be longer than the column has room for: they are broken anywhere. */
  readonly long?: true;
  readonly cell: (row: Row) => Html | string | number;
}

/** What a table is made of. */
export interface TableOptions<Row> {
  /** What it holds, for readers who do not see the heading above it. */
  readonly caption: string;
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** What stays the same of a row while its content changes; unique on the page. */
  readonly key: (row: Row) => string;
}

/**
 * A table whose rows become blocks on a phone; every cell repeats its title for them.
 *
 * The roles are those that the elements have anyway: browsers forget them for elements that are shown as blocks.
 *
 * @see https://www.w3.org/WAI/tutorials/tables/tips/
 */
export function table<Row>({ caption, columns, rows, key }: TableOptions<Row>): Html {
  const titles = columns.map(({ title }) => html`<th scope="col" role="columnheader">${title}</th>`);
  const lines = rows.map(
    (row) =>
      html`<tr role="row" id="${key(row)}">
        ${columns.map((column, index) => cell(column, row, index))}
      </tr> `,
  );
  return html`<table role="table" aria-label="${caption}">
    <thead role="rowgroup">
      <tr role="row">
        ${titles}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${lines}
    </tbody>
  </table>`;
}

function cell<Row>(column: Column<Row>, row: Row, index: number): Html {
  const content = column.cell(row);
  const long = column.long ? raw(' class="long"') : nothing;
  return index === 0
    ? html`<th scope="row" role="rowheader" ${long}>${content}</th>`
    : html`<td role="cell" data-title="${column.title}" ${long}>${content}</td>`;
}
