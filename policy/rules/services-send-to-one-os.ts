import { describe } from "../resource";
import { stackRule } from "../rule";
import { isLinuxPod, isWindowsPod } from "../scopes/pod-os";
import { podsBehind, services } from "../scopes/services";
import { inWords } from "../text";

/** A Service does not mix Linux and Windows pods. */
export const servicesSendToOneOs = stackRule({
  name: "services-send-to-one-os",
  level: "advisory",
  description: "The pods behind a Service are of one operating system.",
  sources: [
    "https://kubernetes.io/docs/concepts/services-networking/windows-networking/",
    "https://kubernetes.io/docs/concepts/services-networking/service/",
  ],
  scope: services,
  *check(service, stack) {
    const pods = podsBehind(service, stack);
    const windows = pods.filter(isWindowsPod).map(({ resource }) => describe(resource));
    const linux = pods.filter(isLinuxPod).map(({ resource }) => describe(resource));
    if (windows.length === 0 || linux.length === 0) return;
    yield {
      field: "spec.selector",
      problem: `matches the Windows pods of ${inWords(windows)} and the Linux pods of ${inWords(linux)}`,
      reason:
        "A request meets one or the other by chance, and what Services can do differs between the two (session affinity, client addresses, IPv6)",
      fix: "Give the pods labels of their own and each its Service, unless they really are the same program",
    };
  },
});
