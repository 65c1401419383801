import { stackRule } from "../rule";
import { isHostProcess } from "../scopes/pod-os";
import { containersOf, pods } from "../scopes/pods";
import { namespaces } from "../scopes/resources";
import { namespaceOf } from "../scopes/services";

const ENFORCE = "pod-security.kubernetes.io/enforce";

/** HostProcess pods are in a namespace that takes them. */
export const hostProcessNamespacePrivileged = stackRule({
  name: "host-process-namespace-privileged",
  level: "mandatory",
  description: "HostProcess pods are in namespaces whose Pod Security level, if any, is privileged.",
  sources: [
    "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    "https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/",
  ],
  scope: pods,
  *check(pod, stack) {
    if (!containersOf(pod).some((container) => isHostProcess(pod, container))) return;
    const name = namespaceOf(pod.resource, stack);
    const level = stack
      .subjects(namespaces)
      .find(({ props }) => props.string("metadata", "name") === name)
      ?.props.string("metadata", "labels", ENFORCE);
    if (level !== "baseline" && level !== "restricted") return;
    yield {
      field: "metadata.namespace",
      problem: `is "${name}", which enforces the Pod Security level "${level}"`,
      reason: "Both levels forbid HostProcess pods, so the API server refuses them",
      fix: `Put the pod into a namespace of its own with ${ENFORCE}: privileged`,
    };
  },
});
