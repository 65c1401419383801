import type { IsoDate } from "../catalogue/source";
import { judgeState, type StateResource } from "../policy/judge-state";
import { rules } from "../policy/rules";
import { readSettings } from "../policy/settings";
import { type CapacityRow, poolCapacity } from "./capacity";
import { type NextUpgrade, nextUpgrade } from "./next-upgrade";
import { isJudged, type NotJudged, notJudged } from "./not-judged";

/** Version of the JSON form; a change that breaks readers raises it. */
export const auditVersion = 1;

/** Something that the policy pack has found. */
export interface AuditFinding {
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  /** Logical name, or namespace and name of a live object. */
  readonly resource: string;
  readonly message: string;
}

/** What an audit says: plain data, ready for JSON. */
export interface Audit {
  readonly kind: "mullion/audit";
  readonly version: typeof auditVersion;
  readonly asOf: IsoDate;
  /** What was looked at: `stack prod of project shop`, `cluster prod`. */
  readonly subject: string;
  /** How many resources some rule is about. */
  readonly judged: number;
  /** Mandatory ones first. */
  readonly findings: readonly AuditFinding[];
  readonly notJudged: readonly NotJudged[];
  /** One for each cluster of the state; of a live cluster, what its nodes show. */
  readonly upgrades: readonly NextUpgrade[];
  readonly capacity: readonly CapacityRow[];
}

/** A stack as it was deployed. */
export interface AuditedStack {
  readonly project: string;
  readonly stack: string;
  readonly resources: readonly AuditedResource[];
}

/** A resource of a state, with what the cloud said of it. */
export interface AuditedResource extends StateResource {
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/**
 * Looks over a stack as it was deployed: the policy pack's findings, what the next Kubernetes minor does, and what the
 * pools have room for. Pure; nothing is asked and nothing is changed.
 *
 * @param audited - the stack
 * @param asOf - day that support is judged at
 */
export function auditStack(audited: AuditedStack, asOf: IsoDate): Audit {
  const { project, stack } = audited;
  const resources = audited.resources.filter(
    (resource) => resource.external !== true && resource.delete !== true,
  );
  return {
    kind: "mullion/audit",
    version: auditVersion,
    asOf,
    subject: `stack ${stack} of project ${project}`,
    judged: resources.filter(isJudged).length,
    findings: findingsOf(audited.resources, asOf),
    notJudged: notJudged(audited.resources),
    upgrades: nextUpgrade({ ...audited, resources }, asOf),
    capacity: poolCapacity({ ...audited, resources }),
  };
}

/**
 * What the policy pack, each rule at its own level, has against resources.
 *
 * @param resources - with their inputs
 * @param asOf - day that dates are judged at
 */
export function findingsOf(resources: readonly StateResource[], asOf: IsoDate): readonly AuditFinding[] {
  const rank = { mandatory: 0, advisory: 1 } as const;
  return judgeState(resources, rules, readSettings(new Map(), asOf))
    .map(({ rule, level, urn, message }) => {
      return { rule: rule.name, level, resource: urn.split("::").slice(3).join("::"), message };
    })
    .sort(
      (a, b) =>
        rank[a.level] - rank[b.level] ||
        compare(a.rule, b.rule) ||
        compare(a.resource, b.resource) ||
        compare(a.message, b.message),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
