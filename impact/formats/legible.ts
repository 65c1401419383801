import { isList, isMap } from "../json";
import type { Report } from "../report/report";

/** Characters that move the cursor, ring, colour, or turn the direction of writing. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * The report with every character that a reader would not see, but a terminal or browser would act on, replaced by `\uFFFD`:
 * names and values come from whoever wrote the program.
 *
 * @param report - from `analyse`
 */
export function legible(report: Report): Report {
  return clean(report) as Report; // the same shape, other text
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(invisible, "\uFFFD");
  if (isList(value)) return value.map(clean);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, clean(part)]));
}
