import { isHostProcess, partPath } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/**
 * HostProcess pods do not ask for a user other than root. The other halves of the pack's rule, hostNetwork and no other
 * containers beside, the API server holds itself.
 */
export const hostProcessComplete: Guardrail = {
  name: "host-process-complete",
  level: "mandatory",
  url: "https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/",
  subject: "pods",
  findings: () =>
    `variables.parts.filter(p, ${isHostProcess} && ` +
    `p.?securityContext.?runAsNonRoot.orValue(false)).map(p, ${sentence({
      field: `${partPath("p")} + ".securityContext.runAsNonRoot"`,
      problem: quote("is true"),
      reason: quote(
        "HostProcess containers run with an account of the host, and the kubelet refuses to start them",
      ),
      fix: quote("Take it out"),
    })})`,
};
