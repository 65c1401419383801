import { resourceRule } from "../rule";
import { isHostProcess } from "../scopes/pod-os";
import { containersOf } from "../scopes/pods";
import { windowsPods } from "../scopes/windows-pods";

/** Windows pods have a network of their own, unless they run on the host as a whole. */
export const windowsNoHostNetwork = resourceRule({
  name: "windows-no-host-network",
  level: "mandatory",
  description: "Windows pods do not use the host's network, unless they are HostProcess pods.",
  sources: [
    "https://kubernetes.io/docs/concepts/services-networking/windows-networking/",
    "https://github.com/kubernetes/enhancements/issues/3503",
  ],
  scope: windowsPods,
  *check(pod) {
    const { spec } = pod;
    if (containersOf(pod).some((container) => isHostProcess(pod, container))) return;
    if (spec.boolean("hostNetwork") === true) {
      yield {
        field: spec.pathTo("hostNetwork"),
        problem: "is true",
        reason:
          "Windows cannot give an isolated container the network of its host; the enhancement for it was withdrawn",
        fix: "Take it out, publish hostPorts or a Service, or make it a HostProcess pod",
      };
    }
    if (spec.string("dnsPolicy") === "ClusterFirstWithHostNet") {
      yield {
        field: spec.pathTo("dnsPolicy"),
        problem: 'is "ClusterFirstWithHostNet"',
        reason: "Windows does not know this policy and takes it for ClusterFirst",
        fix: 'Use "ClusterFirst"',
      };
    }
  },
});
