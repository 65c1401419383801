import { resourceRule } from "../rule";
import { ifPresent } from "../rule-kit";
import { isLinuxPod } from "../scopes/pod-os";
import { containersOf, onlyWhere, pods } from "../scopes/pods";

/** A Linux pod sets nothing that only Windows has. */
export const linuxNoWindowsFields = resourceRule({
  name: "linux-no-windows-fields",
  level: "mandatory",
  description: "Linux pods set no windowsOptions.",
  sources: ["https://github.com/kubernetes/api/blob/master/core/v1/types.go"],
  scope: onlyWhere(pods, isLinuxPod),
  *check(pod) {
    for (const view of [pod.spec, ...containersOf(pod).map((container) => container.view)]) {
      yield* ifPresent(view, ["securityContext", "windowsOptions"], {
        reason:
          'Only Windows has it: with spec.os.name "linux" the API server refuses the pod, without it nothing comes of it',
        fix: "Take it out, or select Windows nodes if the pod is made for Windows",
      });
    }
  },
});
