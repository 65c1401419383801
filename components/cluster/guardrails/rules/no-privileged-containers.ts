import { containerPath } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** Containers are not privileged. */
export const noPrivilegedContainers: Guardrail = {
  name: "no-privileged-containers",
  level: "advisory",
  url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  subject: "pods",
  findings: () =>
    `variables.containers.filter(c, c.?securityContext.?privileged.orValue(false)).map(c, ${sentence({
      field: `${containerPath("c")} + ".securityContext.privileged"`,
      problem: quote("is true"),
      reason: quote("The container has every right on its Linux node, so a flaw in it is a flaw of the node"),
      fix: quote(
        "Add the capabilities that it needs one by one; for agents of a node that need all of it disable the rule",
      ),
    })})`,
};
