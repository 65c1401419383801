import type { Report } from "../report/report";

/**
 * The report as JSON, in the form of `schemas/impact.v1.json`.
 *
 * @param report - from `analyse`
 * @returns the text, with a line feed at its end
 */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
