import { resourceRule } from "../rule";
import { isSet, linuxOnlyContainerFields, linuxOnlyPodFields, type LinuxField } from "../scopes/pod-fields";
import { containersOf } from "../scopes/pods";
import { windowsPods } from "../scopes/windows-pods";
import type { View } from "../view";

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
    yield* setFields(pod.spec, linuxOnlyPodFields);
    for (const { view } of containersOf(pod)) yield* setFields(view, linuxOnlyContainerFields);
  },
});

function* setFields(view: View, fields: readonly LinuxField[]) {
  const present = view.keys();
  for (const one of fields) {
    if (!present.includes(one.steps[0]) || !isSet(view, one)) continue;
    yield {
      field: view.pathTo(...one.steps),
      problem: "is set",
      reason:
        'Only Linux has it: with spec.os.name "windows" the API server refuses the pod, without it the kubelet does not do what is asked for',
      fix: "Take it out; what Windows has instead stands in securityContext.windowsOptions",
    };
  }
}
