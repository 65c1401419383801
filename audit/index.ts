/**
 * Looks over stacks of any program, and live clusters, without changing anything: the policy pack's findings, the impact
 * of the next upgrade, and figures of capacity. Pure, without network or credentials.
 *
 * @packageDocumentation
 */
export { auditStack } from "./audit";
export type { Audit, AuditedStack } from "./audit";
export { auditExitCode } from "./exit-code";
export { auditCluster, liveKinds } from "./live";
export type { LiveCluster } from "./live";
export { renderAuditMarkdown, renderText } from "./render";
