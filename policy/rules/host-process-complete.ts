import { resourceRule } from "../rule";
import { shown } from "../rule-kit";
import { isHostProcess } from "../scopes/pod-os";
import { containersOf, type Pod, pods } from "../scopes/pods";

/** A HostProcess pod is one as a whole. */
export const hostProcessComplete = resourceRule({
  name: "host-process-complete",
  level: "mandatory",
  description:
    "In a HostProcess pod all containers are HostProcess, hostNetwork is true and runAsNonRoot is not.",
  sources: ["https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/"],
  scope: pods,
  *check(pod) {
    const all = containersOf(pod);
    const onHost = all.filter((container) => isHostProcess(pod, container));
    if (onHost.length === 0) return;
    yield* network(pod);
    for (const { view } of all.filter((container) => !onHost.includes(container))) {
      yield {
        field: view.pathTo("securityContext", "windowsOptions", "hostProcess"),
        problem: "is not true, though other containers of the pod are HostProcess",
        reason: "The API server refuses pods that mix both",
        fix: "Set hostProcess in securityContext.windowsOptions of the pod, or make two pods",
      };
    }
    for (const view of [pod.spec, ...all.map((container) => container.view)]) {
      if (view.boolean("securityContext", "runAsNonRoot") !== true) continue;
      yield {
        field: view.pathTo("securityContext", "runAsNonRoot"),
        problem: "is true",
        reason:
          "HostProcess containers run with an account of the host, and the kubelet refuses to start them",
        fix: "Take it out",
      };
    }
  },
  *mend(pod) {
    const all = containersOf(pod);
    if (all.length === 0 || !all.every((container) => isHostProcess(pod, container))) return;
    if (!pod.spec.has("hostNetwork")) yield { view: pod.spec, steps: ["hostNetwork"], value: true };
  },
});

function* network({ spec }: Pod) {
  const hostNetwork = spec.boolean("hostNetwork");
  if (hostNetwork === true) return;
  yield {
    field: spec.pathTo("hostNetwork"),
    problem: shown(hostNetwork),
    reason:
      "HostProcess pods have the network of the host, and the API server refuses them without saying so",
    fix: "Set it to true",
  };
}
