import { containerPath, windowsContainers } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** CEL: the findings in one list of resources; one for each container. */
function asked(list: "requests" | "limits"): string {
  const names = `c.?resources.?${list}.orValue({}).map(k, k).filter(k, k.startsWith("hugepages-"))`;
  return `${windowsContainers}.filter(c, ${names}.size() > 0).map(c, ${sentence({
    field: `${containerPath("c")} + ".resources.${list}[\\"" + ${names}[0] + "\\"]"`,
    problem: quote("is set"),
    reason: quote("No Windows node has this resource, so the pod stays Pending"),
    fix: quote("Take it out"),
  })})`;
}

/** Windows nodes have no huge pages. */
export const windowsNoHugePages: Guardrail = {
  name: "windows-no-huge-pages",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/windows/intro/",
  subject: "pods",
  findings: () => `${asked("requests")} + ${asked("limits")}`,
};
