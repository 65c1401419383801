import type { AksConfig } from "../../schema/aks";
import type { Problem } from "../../problem";
import type { AksNodePool, AksSystemPool } from "../../schema/aks/pools";
import type { Rule } from "../rule";

const url = "https://learn.microsoft.com/azure/aks/upgrade-cluster#customize-node-surge-upgrade";

/** An upgrade can go on: it either adds nodes or may take some away. */
export const poolUpgrades: Rule<AksConfig> = ({ systemPool, nodePools }) => [
  ...systemProblems(systemPool),
  ...nodePools.flatMap((pool, index) => progressProblems(`nodePools[${String(index)}].upgrade`, pool)),
];

function systemProblems({ upgrade }: AksSystemPool): Problem[] {
  const path = "systemPool.upgrade";
  const problems: Problem[] = [];
  if (!isZero(upgrade.maxUnavailable)) {
    const reason = "must be 0: system pools upgrade by surge only";
    problems.push({
      path: `${path}.maxUnavailable`,
      value: upgrade.maxUnavailable,
      reason,
      fix: "remove it",
      url,
    });
  }
  if (isZero(upgrade.maxSurge)) {
    const reason = "must not be 0: system pools upgrade by surge only";
    problems.push({ path: `${path}.maxSurge`, value: upgrade.maxSurge, reason, fix: "use at least 1", url });
  }
  return problems;
}

function progressProblems(path: string, { upgrade, spot }: AksNodePool): Problem[] {
  if (spot !== undefined || !isZero(upgrade.maxSurge) || !isZero(upgrade.maxUnavailable)) return [];
  const reason = "must not be 0 while upgrade.maxUnavailable is 0: no node could ever be replaced";
  return [{ path: `${path}.maxSurge`, value: upgrade.maxSurge, reason, fix: "raise one of them", url }];
}

function isZero(amount: string): boolean {
  return Number.parseInt(amount, 10) === 0;
}
