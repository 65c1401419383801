import type { Obstacle } from "./ledger";
import { describe, type Resource } from "./resource";
import type { Finding, RuleMeta } from "./rule";

/** The page of a rule, from the root of the repository. */
export function pageOf(rule: Pick<RuleMeta, "name">): string {
  return `docs/rules/${rule.name}.md`;
}

/** What is wrong, why, what to do, and where that is written. */
export function findingMessage(rule: RuleMeta, resource: Resource, finding: Finding): string {
  const { field, problem, reason, fix } = finding;
  return `${describe(resource)}: ${field} ${problem}: ${reason}. ${fix}. ${references(rule)}`;
}

/** A finding of a rule that has read a secret: none of its own words, which might quote the value. */
export function secretFindingMessage(
  rule: RuleMeta,
  resource: Resource,
  secretPaths: readonly string[],
): string {
  const where = secretPaths.map((path) => (path === "" ? "its properties" : path)).join(", ");
  return (
    `${describe(resource)} breaks this rule, but what is wrong cannot be shown: ${where} is secret. ` +
    `${rule.description} ${references(rule)}`
  );
}

/**
 * A rule that met a value which it cannot read.
 *
 * @param owner the resource in which the value stands, if it may be another one than the judged
 */
export function unprovedMessage(
  rule: RuleMeta,
  resource: Resource,
  { path, kind, detail }: Obstacle,
  owner: Resource = resource,
): string {
  const where = `${path === "" ? "its properties" : path}${owner.urn === resource.urn ? "" : ` of ${describe(owner)}`}`;
  const why = {
    unknown: `${where} is decided only during the deployment, so the rule cannot be proved in preview`,
    encrypted: `${where} is encrypted in the state, so the rule cannot be proved`,
    malformed: `${where} is ${detail ?? "malformed"}, so the rule cannot be proved`,
  }[kind];
  return `${describe(resource)}: ${why}. ${rule.description} ${references(rule)}`;
}

function references(rule: RuleMeta): string {
  return `See ${pageOf(rule)} and ${rule.sources[0]}`;
}
