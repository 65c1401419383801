import { windowsReleases } from "../../catalogue/windows-releases";
import { describe } from "../resource";
import { stackRule } from "../rule";
import { reachablePools } from "../scopes/placement";
import { services, windowsPodsBehind } from "../scopes/services";
import { inWords } from "../text";

/** The first release whose network keeps a client with one pod. */
const FIRST = windowsReleases["2022"];

/** A Service keeps clients with a Windows pod only as far as Windows can. */
export const windowsServicesSessionAffinity = stackRule({
  name: "windows-services-session-affinity",
  level: "advisory",
  description:
    "Services with session affinity in front of Windows pods set no timeout, and the pods run on Windows Server 2022 or later.",
  sources: [
    "https://kubernetes.io/docs/concepts/services-networking/windows-networking/",
    "https://kubernetes.io/docs/reference/networking/virtual-ips/",
  ],
  scope: services,
  *check(service, stack) {
    const { props } = service;
    if (props.string("spec", "sessionAffinity") !== "ClientIP") return;
    const windows = windowsPodsBehind(service, stack);
    if (windows.length === 0) return;
    const seconds = props.number("spec", "sessionAffinityConfig", "clientIP", "timeoutSeconds");
    if (seconds !== undefined) {
      yield {
        field: "spec.sessionAffinityConfig.clientIP.timeoutSeconds",
        problem: `is ${seconds}`,
        reason: `It stands before the Windows pods of ${inWords(windows.map(({ resource }) => describe(resource)))}, and Windows nodes do not know a time limit`,
        fix: "Take it out",
      };
    }
    const old = windows
      .flatMap((pod) => reachablePools(pod, stack))
      .filter(({ release }) => release !== undefined && windowsReleases[release].build < FIRST.build)
      .map(({ title }) => title);
    if (old.length === 0) return;
    yield {
      field: "spec.sessionAffinity",
      problem: `is "ClientIP" before pods on ${inWords([...new Set(old)])}`,
      reason: `Nodes before ${FIRST.title} spread the requests of a client over all pods`,
      fix: "Keep sessions outside of the pods, use an ingress controller with cookies, or move the pods to a newer pool",
    };
  },
});
