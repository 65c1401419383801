/**
 * What a preview will really do to clusters, node pools and workloads: reads it, classifies every step by the catalogue's
 * impact table, and writes the report. Pure, without network or credentials.
 *
 * @packageDocumentation
 */
export { analyse } from "./analyse";
export { exitCode } from "./exit-code";
export { renderHtml } from "./formats/html";
export { renderJson } from "./formats/json";
export { markdownLimit, renderMarkdown } from "./formats/markdown";
export { renderSarif } from "./formats/sarif";
export { renderTerminal } from "./formats/terminal";
export type { Paint } from "./formats/terminal";
export { InputError } from "./input-error";
export { planVersion, readPlans } from "./read/plans";
export { readPreview, readPreviewStream } from "./read/read-preview";
export type * from "./report/report";
export type { Preview } from "./step";
export { readWaivers } from "./waivers";
export type { Waiver } from "./waivers";
