import { isHostProcess } from "../cel/pods";
import { quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

const isolated = `variables.isWindows && !${isHostProcess}`;

/** Windows pods have a network of their own, unless they run on the host as a whole. */
export const windowsNoHostNetwork: Guardrail = {
  name: "windows-no-host-network",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/services-networking/windows-networking/",
  subject: "pods",
  findings: () =>
    [
      when(`${isolated} && variables.spec.?hostNetwork.orValue(false)`, {
        field: 'variables.at + ".hostNetwork"',
        problem: quote("is true"),
        reason: quote(
          "Windows cannot give an isolated container the network of its host; the enhancement for it was withdrawn",
        ),
        fix: quote("Take it out, publish hostPorts or a Service, or make it a HostProcess pod"),
      }),
      when(`${isolated} && variables.spec.?dnsPolicy.orValue("") == "ClusterFirstWithHostNet"`, {
        field: 'variables.at + ".dnsPolicy"',
        problem: quote('is "ClusterFirstWithHostNet"'),
        reason: quote("Windows does not know this policy and takes it for ClusterFirst"),
        fix: quote('Use "ClusterFirst"'),
      }),
    ].join(" + "),
};
