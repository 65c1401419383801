import { refreshesMachines } from "../inventory/auto-scaling-group";
import type { Entry } from "../inventory/inventory";
import type { Finding } from "./classified";

/** Properties of an Auto Scaling group that a refresh brings to the machines that run. */
const templates: readonly string[] = ["launchConfiguration", "launchTemplate", "mixedInstancesPolicy"];

/**
 * What another template means for an Auto Scaling group that refreshes nothing: machines that run stay as they are.
 *
 * @param finding - what the table says
 * @param entry - the step that it is about
 * @returns `undefined` when the table is right
 */
export function withoutRefresh(finding: Finding, { step, subject }: Entry): Finding | undefined {
  if (subject.rows !== "eks:AutoScalingGroup" || refreshesMachines(step.new?.inputs)) return undefined;
  if (!templates.includes(finding.change?.keys[0] ?? "")) return undefined;
  return {
    ...finding,
    effect: "manual-follow-up",
    nodes: "none",
    platform:
      "Machines that start from now on have it; those that run keep what they have until they are replaced.",
    instead:
      "Drain and terminate the old machines one by one, or set instanceRefresh, which replaces them without a drain.",
  };
}
