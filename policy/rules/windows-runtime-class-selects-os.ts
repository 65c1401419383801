import { stackRule } from "../rule";
import { runtimeClassOf } from "../scopes/placement";
import { OS_LABEL, selectedOs, windowsSign } from "../scopes/pod-os";
import { pods } from "../scopes/pods";

/** A Windows pod that leaves its selector to a RuntimeClass gets one from it. */
export const windowsRuntimeClassSelectsOs = stackRule({
  name: "windows-runtime-class-selects-os",
  level: "mandatory",
  description:
    "The RuntimeClass of a Windows pod without an OS selector of its own selects Windows nodes in scheduling.nodeSelector.",
  sources: [
    "https://kubernetes.io/docs/concepts/containers/runtime-class/",
    "https://kubernetes.io/docs/concepts/windows/user-guide/",
  ],
  scope: pods,
  *check(pod, stack) {
    if (selectedOs(pod) !== undefined) return;
    // A RuntimeClass from outside of the program cannot be judged.
    const runtimeClass = runtimeClassOf(pod, stack);
    if (runtimeClass === undefined) return;
    const brought = runtimeClass.props.string("scheduling", "nodeSelector", OS_LABEL);
    const sign = brought === "windows" ? undefined : windowsSign(pod);
    if (sign === undefined) return;
    yield {
      field: pod.spec.pathTo("runtimeClassName"),
      problem: `names a RuntimeClass whose scheduling.nodeSelector["${OS_LABEL}"] is ${brought === undefined ? "not set" : `"${brought}"`}`,
      reason: `${sign.words}, but nothing keeps the pod on Windows nodes`,
      fix: `Add ${OS_LABEL}: windows to scheduling.nodeSelector of the RuntimeClass, or to the nodeSelector of the pod`,
    };
  },
});
