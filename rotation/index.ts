/**
 * What of a stack has to be renewed from time to time, and how late it is: the Windows password, node images, and the
 * certificates and tokens of existing clusters. Probes bring home a recording, judgement is pure.
 *
 * @packageDocumentation
 */
export type { Finding } from "./finding";
export { judge } from "./judge";
export { readKubeconfigFacts } from "./probes/kubeconfig";
export { poolsWithNodes } from "./probes/nodes";
export { probeServerCertificate } from "./probes/server-certificate";
export { passwordOf, placeOf, poolsOf, type Open } from "./probes/state";
export type { ExpiryRecord, Recording, UnseenRecord } from "./recording";
