import type { IsoDate } from "../../catalogue/source";
import { judgeState } from "../../policy/judge-state";
import { rules } from "../../policy/rules";
import { readSettings } from "../../policy/settings";
import type { Waiver } from "../../policy/waivers";
import { applyWaivers } from "../../policy/waivers";
import type { DeployedResource } from "../inventory/deployment";
import type { PolicyFinding } from "../view";

/**
 * What the policy pack, each rule at its own level, has against a stack as it was deployed: mandatory findings first.
 *
 * @param waivers - those of any stack
 */
export function policyFindings(
  resources: readonly DeployedResource[],
  waivers: readonly Waiver[],
  asOf: IsoDate,
): readonly PolicyFinding[] {
  const rank = { mandatory: 0, advisory: 1 } as const;
  const findings = judgeState(resources, rules, readSettings(new Map(), asOf)).map(
    ({ rule, level, urn, message }) => ({ rule: rule.name, level, urn, message }),
  );
  const stacks = new Set(resources.map(({ urn }) => stackOf(urn)));
  const own = waivers.filter(({ urn }) => stacks.has(stackOf(urn)));
  return [...applyWaivers(findings, own, asOf)].sort(
    (a, b) => rank[a.level] - rank[b.level] || a.rule.localeCompare(b.rule, "en"),
  );
}

/** `urn:pulumi:<stack>::<project>` of a URN. */
function stackOf(urn: string): string {
  return urn.split("::", 2).join("::");
}
