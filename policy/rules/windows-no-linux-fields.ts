import { resourceRule } from "../rule";
import { ifPresent } from "../rule-kit";
import { linuxOnlyContainerFields, linuxOnlyPodFields } from "../scopes/pod-fields";
import { containersOf } from "../scopes/pods";
import { windowsPods } from "../scopes/windows-pods";

/** A Windows pod sets nothing that only Linux has. */
export const windowsNoLinuxFields = resourceRule({
  name: "windows-no-linux-fields",
  level: "mandatory",
  description: "Windows pods set no field that only Linux pods can have.",
  sources: [
    "https://kubernetes.io/docs/concepts/windows/intro/",
    "https://github.com/kubernetes/api/blob/master/core/v1/types.go",
  ],
  scope: windowsPods,
  *check(pod) {
    const words = {
      reason:
        'Only Linux has it: with spec.os.name "windows" the API server refuses the pod, without it the kubelet does not do what is asked for',
      fix: "Take it out; what Windows has instead stands in securityContext.windowsOptions",
    };
    for (const steps of linuxOnlyPodFields) yield* ifPresent(pod.spec, [...steps], words);
    for (const { view } of containersOf(pod)) {
      for (const steps of linuxOnlyContainerFields) yield* ifPresent(view, [...steps], words);
    }
  },
});
