import { quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

const enforce = "pod-security.kubernetes.io/enforce";
const level = `dyn(object).metadata.?labels[?"${enforce}"].orValue("")`;

/** A namespace says which pods it takes. */
export const namespacesEnforcePodSecurity: Guardrail = {
  name: "namespaces-enforce-pod-security",
  level: "advisory",
  url: "https://kubernetes.io/docs/concepts/security/pod-security-admission/",
  subject: "namespaces",
  findings: () =>
    when(
      `!(dyn(object).metadata.name in ["default", "kube-system", "kube-public", "kube-node-lease"]) && ` +
        `!(${level} in ["privileged", "baseline", "restricted"])`,
      {
        field: quote(`metadata.labels["${enforce}"]`),
        problem: `(${level} == "" ? "is not set" : "is \\"" + ${level} + "\\"")`,
        reason: quote("Without it the namespace takes every pod, privileged and HostProcess ones included"),
        fix: quote(
          'Set it to "restricted" or "baseline", or to "privileged" for agents of the nodes, on purpose',
        ),
      },
    ),
};
