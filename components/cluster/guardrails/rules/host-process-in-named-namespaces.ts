import { isHostProcess } from "../cel/pods";
import { listOf, quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** HostProcess pods are in the namespaces that the configuration names for them, and nowhere else. */
export const hostProcessInNamedNamespaces: Guardrail = {
  name: "host-process-in-named-namespaces",
  level: "mandatory",
  url: "https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/",
  subject: "pods",
  findings: ({ hostProcessNamespaces }) =>
    when(`${isHostProcess} && !(request.namespace in ${listOf(hostProcessNamespaces)})`, {
      field: quote("metadata.namespace"),
      problem: '"is \\"" + request.namespace + "\\", and the pod is a HostProcess pod"',
      reason: quote("Such a pod is an administrator of its node, whatever rights its author has"),
      fix: quote(
        hostProcessNamespaces.length === 0
          ? "Make the pod an ordinary one; no namespace is open to HostProcess pods"
          : `Put the pod into ${hostProcessNamespaces.join(" or ")}, or make it an ordinary one`,
      ),
    }),
};
