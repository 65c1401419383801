import { hostProcessNamespaces as alwaysOpen } from "../../../../catalogue/namespaces";
import { isHostProcess } from "../cel/pods";
import { listOf, quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** HostProcess pods are in the namespaces of node agents and in those that the configuration names, and nowhere else. */
export const hostProcessInNamedNamespaces: Guardrail = {
  name: "host-process-in-named-namespaces",
  level: "mandatory",
  url: "https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/",
  subject: "pods",
  findings: ({ hostProcessNamespaces }) =>
    when(`${isHostProcess} && !(request.namespace in ${listOf([...alwaysOpen, ...hostProcessNamespaces])})`, {
      field: quote("metadata.namespace"),
      problem: '"is \\"" + request.namespace + "\\", and the pod is a HostProcess pod"',
      reason: quote("Such a pod is an administrator of its node, whatever rights its author has"),
      fix: quote(
        hostProcessNamespaces.length === 0
          ? "Make the pod an ordinary one, or name its namespace in the configuration"
          : `Put the pod into ${hostProcessNamespaces.join(" or ")}, or make it an ordinary one`,
      ),
    }),
};
