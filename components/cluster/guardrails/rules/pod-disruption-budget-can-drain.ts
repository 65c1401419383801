import { quote, when } from "../cel/text";
import type { FindingWords } from "../cel/text";
import type { Guardrail } from "../guardrail";

const spec = "dyn(object).?spec";
const isOne = (field: string, values: string) => `string(${spec}.?${field}.orValue("")) in ${values}`;

function never(field: string, fix: string): FindingWords {
  return {
    field: quote(`spec.${field}`),
    problem: `"is " + string(${spec}.?${field}.orValue(""))`,
    reason: quote(
      "No pod may ever be evicted, so every drain waits until it times out: upgrades fail with UnsatisfiablePDB (AKS) or PodEvictionFailure (EKS)",
    ),
    fix: quote(fix),
  };
}

/** A budget lets at least one pod go, as far as it says itself: how many replicas there are it does not know. */
export const podDisruptionBudgetCanDrain: Guardrail = {
  name: "pod-disruption-budget-can-drain",
  level: "mandatory",
  url: "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
  subject: "podDisruptionBudgets",
  findings: () =>
    [
      when(
        isOne("maxUnavailable", '["0", "0%"]'),
        never("maxUnavailable", 'Set it to 1 or more, or to a share such as "25%"'),
      ),
      when(isOne("minAvailable", '["100%"]'), never("minAvailable", "Use maxUnavailable: 1")),
    ].join(" + "),
};
