import { isHostProcess } from "../cel/pods";
import { quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

const enforce = "pod-security.kubernetes.io/enforce";
const level = `dyn(namespaceObject).metadata.?labels[?"${enforce}"].orValue("")`;

/**
 * HostProcess pods are in a namespace that takes them. Pod Security holds this for pods; here it is said of the
 * template, before a controller fails to make pods of it.
 */
export const hostProcessNamespacePrivileged: Guardrail = {
  name: "host-process-namespace-privileged",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  subject: "pods",
  findings: () =>
    when(`${isHostProcess} && ${level} in ["baseline", "restricted"]`, {
      field: quote("metadata.namespace"),
      problem: `"is \\"" + request.namespace + "\\", which enforces the Pod Security level \\"" + ${level} + "\\""`,
      reason: quote("Both levels forbid HostProcess pods, so the API server refuses them"),
      fix: quote(`Put the pod into a namespace of its own with ${enforce}: privileged`),
    }),
};
