import { windowsNoHostNetwork } from "../../../policy/rules/windows-no-host-network";
import { deployment, linuxSpec, pod, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const network =
  "is true: Windows cannot give an isolated container the network of its host; the enhancement for it was withdrawn. Take it out, publish hostPorts or a Service, or make it a HostProcess pod.";
const dns =
  'is "ClusterFirstWithHostNet": Windows does not know this policy and takes it for ClusterFirst. Use "ClusterFirst".';

ruleTest(windowsNoHostNetwork, {
  valid: [
    {
      name: "a pod with a network of its own",
      resource: pod(windowsSpec({ dnsPolicy: "ClusterFirst", hostNetwork: false })),
    },
    {
      name: "a HostProcess pod",
      resource: pod(
        windowsSpec({ hostNetwork: true, securityContext: { windowsOptions: { hostProcess: true } } }),
      ),
    },
    {
      name: "a Linux pod",
      resource: deployment(linuxSpec({ hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" })),
    },
  ],
  invalid: [
    {
      name: "both in a Deployment",
      resource: deployment(windowsSpec({ hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" })),
      messages: [
        `Deployment "web": spec.template.spec.hostNetwork ${network}`,
        `Deployment "web": spec.template.spec.dnsPolicy ${dns}`,
      ],
    },
    {
      name: "the policy alone",
      resource: pod(windowsSpec({ dnsPolicy: "ClusterFirstWithHostNet" })),
      messages: [`Pod "web": spec.dnsPolicy ${dns}`],
    },
  ],
  unproved: [
    {
      name: "an unknown network",
      resource: pod(windowsSpec({ hostNetwork: UNKNOWN })),
      messages: [
        'Pod "web": spec.hostNetwork is decided only during the deployment, so the rule cannot be proved in preview. Windows pods do not use the host\'s network, unless they are HostProcess pods.',
      ],
    },
  ],
});
