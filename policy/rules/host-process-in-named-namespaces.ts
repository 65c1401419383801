import { stackRule } from "../rule";
import { isHostProcess } from "../scopes/pod-os";
import { containersOf, pods } from "../scopes/pods";
import { namespaceOf } from "../scopes/services";

/** HostProcess pods are where one looks for them. */
export const hostProcessInNamedNamespaces = stackRule({
  name: "host-process-in-named-namespaces",
  level: "mandatory",
  description: "HostProcess pods are in the namespaces that the pack's configuration names, if it names any.",
  sources: ["https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/"],
  parameters: {
    namespaces: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Namespaces that HostProcess pods may be in; empty allows all.",
    },
  },
  scope: pods,
  *check(pod, stack, { parameters: { namespaces } }) {
    if (namespaces.length === 0) return;
    if (!containersOf(pod).some((container) => isHostProcess(pod, container))) return;
    const name = namespaceOf(pod.resource, stack);
    if (namespaces.includes(name)) return;
    yield {
      field: "metadata.namespace",
      problem: `is "${name}", and the pod is a HostProcess pod`,
      reason: "Such a pod is an administrator of its node, whatever rights its author has",
      fix: `Put the pod into ${namespaces.join(" or ")}, or make it an ordinary one`,
    };
  },
});
