import { resourceRule } from "../rule";
import { OS_LABEL, selectedOs, windowsSign } from "../scopes/pod-os";
import { pods } from "../scopes/pods";

/** A pod made for Windows selects Windows nodes. */
export const windowsPodsNeedNodeSelector = resourceRule({
  name: "windows-pods-need-node-selector",
  level: "mandatory",
  description: 'Pods made for Windows select their nodes with nodeSelector["kubernetes.io/os"] = "windows".',
  sources: [
    "https://kubernetes.io/docs/concepts/windows/user-guide/",
    "https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/webhooks/core/pod_webhook.go",
  ],
  scope: pods,
  *check(pod) {
    const selected = selectedOs(pod);
    if (selected === "windows") return;
    // A RuntimeClass can bring the selector along; the rule about placement follows it.
    if (selected === undefined && pod.spec.string("runtimeClassName") !== undefined) return;
    const sign = windowsSign(pod);
    if (sign === undefined) return;
    yield {
      field: pod.spec.pathTo("nodeSelector", OS_LABEL),
      problem: selected === undefined ? "is not set" : `is "${selected}"`,
      reason: `${sign.words}, but the scheduler places pods by labels only and can put this one on a Linux node, and on EKS a pod without the selector gets no IP address`,
      fix: 'Set it to "windows"',
    };
  },
  *mend(pod) {
    if (selectedOs(pod) !== undefined || pod.spec.has("runtimeClassName")) return;
    if (windowsSign(pod) !== undefined)
      yield { view: pod.spec, steps: ["nodeSelector", OS_LABEL], value: "windows" };
  },
});
