import { hostProcessNamespaces } from "../../catalogue/namespaces";
import { stackRule } from "../rule";
import { isHostProcess } from "../scopes/pod-os";
import { containersOf, pods } from "../scopes/pods";
import { namespaceOf } from "../scopes/services";

/** HostProcess pods are where one looks for them. */
export const hostProcessInNamedNamespaces = stackRule({
  name: "host-process-in-named-namespaces",
  level: "mandatory",
  description:
    "HostProcess pods are in the namespaces of node agents, and in those that the configuration names.",
  sources: ["https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/"],
  parameters: {
    namespaces: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: `Namespaces that HostProcess pods may be in, beside ${hostProcessNamespaces.join(", ")}.`,
    },
  },
  scope: pods,
  *check(pod, stack, { parameters: { namespaces } }) {
    if (!containersOf(pod).some((container) => isHostProcess(pod, container))) return;
    const name = namespaceOf(pod.resource, stack);
    if (hostProcessNamespaces.includes(name) || namespaces.includes(name)) return;
    yield {
      field: "metadata.namespace",
      problem: `is "${name}", and the pod is a HostProcess pod`,
      reason: "Such a pod is an administrator of its node, whatever rights its author has",
      fix:
        namespaces.length === 0
          ? "Make the pod an ordinary one, or name its namespace in the configuration"
          : `Put the pod into ${namespaces.join(" or ")}, or make it an ordinary one`,
    };
  },
});
