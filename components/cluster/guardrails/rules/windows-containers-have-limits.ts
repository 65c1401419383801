import { containerPath, isolatedWindowsContainers } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/**
 * A Windows container cannot take all memory and processor time of its node. A LimitRange of the namespace fills what
 * a pod leaves out before this is asked.
 */
export const windowsContainersHaveLimits: Guardrail = {
  name: "windows-containers-have-limits",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/configuration/windows-resource-management/",
  subject: "pods",
  findings: () =>
    [
      without("cpu", "Windows processes that run free take the time that the kubelet and the network need"),
      without(
        "memory",
        "Windows has no OOM killer: a container that grows makes the whole node page until it stops answering",
      ),
    ].join(" + "),
};

/** CEL: the findings about one resource; ephemeral containers cannot have any. */
function without(resource: string, reason: string): string {
  return (
    `${isolatedWindowsContainers}.filter(c, !(c.name in variables.namesOfEphemeralContainers) && ` +
    `!c.?resources.?limits[?"${resource}"].hasValue()).map(c, ${sentence({
      field: `${containerPath("c")} + ".resources.limits.${resource}"`,
      problem: quote("is not set"),
      reason: quote(reason),
      fix: quote("Set it; the request follows the limit when it is left out"),
    })})`
  );
}
