/**
 * Takes over clusters that were made by other means: from a description to a configuration and an import file. Pure,
 * without network or credentials.
 *
 * @packageDocumentation
 */
export { draftOf, trapsOf } from "./adopt";
export type { Difference } from "./differences";
export type { Draft } from "./draft";
export { AdoptInputError } from "./found";
export type { Found, Trap } from "./found";
export { importFile, importUrns } from "./import-file";
export type { ImportEntry, ImportFile } from "./import-file";
export { withKept } from "./keep";
export { withNamedInputs } from "./named-inputs";
export { logicalName, typeOf } from "./plan";
export type { PlannedResource } from "./plan";
export { readCluster } from "./read/documents";
export type { DescriptionFile } from "./read/documents";
export { reconcile } from "./reconcile";
export type { Match, Reconciled } from "./reconcile";
export { settle } from "./settle";
export type { Settled } from "./settle";
