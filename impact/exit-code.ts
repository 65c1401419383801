import type { Report } from "./report/report";
import { codeOf } from "./report/verdict";

/**
 * Exit code for a report: 0 safe, 2 review, 3 block. 1 is left for errors of the tool.
 *
 * @param report - from `analyse`
 */
export function exitCode(report: Report): number {
  return codeOf(report.summary.verdict);
}
