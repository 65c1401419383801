import type { IsoDate } from "../../catalogue/source";
import { judgeState } from "../../policy/judge-state";
import { rules } from "../../policy/rules";
import { readSettings } from "../../policy/settings";
import type { DeployedResource } from "../inventory/deployment";
import type { PolicyFinding } from "../view";

/** What the policy pack, each rule at its own level, has against a stack as it was deployed: mandatory findings first. */
export function policyFindings(
  resources: readonly DeployedResource[],
  asOf: IsoDate,
): readonly PolicyFinding[] {
  const rank = { mandatory: 0, advisory: 1 } as const;
  return judgeState(resources, rules, readSettings(new Map(), asOf))
    .map(({ rule, level, urn, message }) => ({ rule: rule.name, level, urn, message }))
    .sort((a, b) => rank[a.level] - rank[b.level] || a.rule.localeCompare(b.rule, "en"));
}
