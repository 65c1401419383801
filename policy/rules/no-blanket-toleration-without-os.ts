import { resourceRule } from "../rule";
import { mindsOs } from "../scopes/placement";
import { OS_LABEL } from "../scopes/pod-os";
import { pods } from "../scopes/pods";

/** A pod that tolerates everything says its OS. */
export const noBlanketTolerationWithoutOs = resourceRule({
  name: "no-blanket-toleration-without-os",
  level: "mandatory",
  description: "A pod that tolerates every taint selects an operating system.",
  sources: [
    "https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/",
    "https://github.com/flannel-io/flannel/issues/1459",
  ],
  scope: pods,
  *check(pod) {
    for (const toleration of pod.spec.list("tolerations")) {
      if ((toleration.string("key") ?? "") !== "" || toleration.string("operator") !== "Exists") continue;
      // NoExecute alone is how a pod stays on a node that fails; it opens no tainted pool.
      if (toleration.string("effect") === "NoExecute") continue;
      if (mindsOs(pod) || pod.spec.has("runtimeClassName")) return;
      yield {
        field: toleration.path,
        problem: "tolerates every taint, and the pod selects no operating system",
        reason:
          "The taint that keeps pods away from the nodes of the other operating system does not hold for it",
        fix: `Set nodeSelector["${OS_LABEL}"], or name the taints that it tolerates`,
      };
      return;
    }
  },
});
