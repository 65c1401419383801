import { containerPath, windowsContainers } from "../cel/pods";
import { inEach, quote } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** CEL: the findings in one list of resources. */
function asked(list: "requests" | "limits"): string {
  const hugePages = `c.?resources.?${list}.orValue({}).map(k, k).filter(k, k.startsWith("hugepages-"))`;
  return inEach(windowsContainers, hugePages, {
    field: `${containerPath("c")} + ".resources.${list}[\\"" + x + "\\"]"`,
    problem: quote("is set"),
    reason: quote("No Windows node has this resource, so the pod stays Pending"),
    fix: quote("Take it out"),
  });
}

/** Windows nodes have no huge pages. */
export const windowsNoHugePages: Guardrail = {
  name: "windows-no-huge-pages",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/windows/intro/",
  subject: "pods",
  findings: () => `${asked("requests")} + ${asked("limits")}`,
};
