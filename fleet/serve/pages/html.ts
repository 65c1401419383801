import { html as template, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

/** HTML that is safe to show: everything in it that came from outside was escaped. */
export type Html = HtmlEscapedString;

/** What may stand in a template. Texts are escaped; nothing stands for nothing. */
type Value = string | number | Html | readonly Html[] | undefined;

/**
 * Hono's template, for values that are there already.
 *
 * @see https://hono.dev/docs/helpers/html
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  const made = template(parts, ...values);
  if (made instanceof Promise) throw new Error("a template has to wait for one of its values");
  return made;
}

/** Nothing. */
export const nothing: Html = raw("");
