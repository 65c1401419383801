/**
 * What a preview will really do to clusters, node pools and workloads: reads it, classifies every step by the catalogue's
 * impact table, and writes the report. Pure, without network or credentials.
 *
 * @packageDocumentation
 */
export { analyse } from "./analyse";
export type { AnalyseOptions } from "./analyse";
export { exitCode } from "./exit-code";
export { renderJson } from "./formats/json";
export { commentMarker, markdownLimit, renderMarkdown } from "./formats/markdown";
export { renderTerminal } from "./formats/terminal";
export type { Paint, Style } from "./formats/terminal";
export { ImpactInputError } from "./input-error";
export type { InputProblem } from "./input-error";
export { readPreview } from "./read/read-preview";
export type * from "./report/report";
export type { Preview, Step } from "./step";
