import { hostProcessComplete } from "../../../policy/rules/host-process-complete";
import { deployment, pod, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const onHost = { windowsOptions: { hostProcess: true } };
const context = (securityContext: unknown) => ({ securityContext });
const network =
  "HostProcess pods have the network of the host, and the API server refuses them without saying so. Set it to true.";
const mixed =
  "though other containers of the pod are HostProcess: The API server refuses pods that mix both. Set hostProcess in securityContext.windowsOptions of the pod, or make two pods.";
const nonRoot =
  "is true: HostProcess containers run with an account of the host, and the kubelet refuses to start them. Take it out.";

ruleTest(hostProcessComplete, {
  valid: [
    {
      name: "a pod that is HostProcess as a whole",
      resource: pod({ hostNetwork: true, ...context(onHost), containers: [{}, {}] }),
    },
    {
      name: "a pod whose containers all are",
      resource: deployment({
        hostNetwork: true,
        initContainers: [context(onHost)],
        containers: [context(onHost)],
      }),
    },
    { name: "a pod without HostProcess", resource: pod(windowsSpec()) },
    {
      name: "runAsNonRoot false",
      resource: pod({ hostNetwork: true, ...context({ ...onHost, runAsNonRoot: false }), containers: [{}] }),
    },
  ],
  invalid: [
    {
      name: "no host network",
      resource: pod({ ...context(onHost), containers: [{}] }),
      messages: [`Pod "web": spec.hostNetwork is not set: ${network}`],
    },
    {
      name: "no host network on purpose",
      resource: pod({ hostNetwork: false, ...context(onHost), containers: [{}] }),
      messages: [`Pod "web": spec.hostNetwork is false: ${network}`],
    },
    {
      name: "one container of two, in a Deployment",
      resource: deployment({ hostNetwork: true, containers: [context(onHost), {}] }),
      messages: [
        `Deployment "web": spec.template.spec.containers[1].securityContext.windowsOptions.hostProcess is not true, ${mixed}`,
      ],
    },
    {
      name: "an init container that switches it off",
      resource: pod({
        hostNetwork: true,
        ...context(onHost),
        initContainers: [context({ windowsOptions: { hostProcess: false } })],
        containers: [{}],
      }),
      messages: [
        `Pod "web": spec.initContainers[0].securityContext.windowsOptions.hostProcess is not true, ${mixed}`,
      ],
    },
    {
      name: "runAsNonRoot of pod and container",
      resource: pod({
        hostNetwork: true,
        ...context({ ...onHost, runAsNonRoot: true }),
        containers: [context({ runAsNonRoot: true })],
      }),
      messages: [
        `Pod "web": spec.securityContext.runAsNonRoot ${nonRoot}`,
        `Pod "web": spec.containers[0].securityContext.runAsNonRoot ${nonRoot}`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown network",
      resource: pod({ hostNetwork: UNKNOWN, ...context(onHost), containers: [{}] }),
      messages: [
        'Pod "web": spec.hostNetwork is decided only during the deployment, so the rule cannot be proved in preview. In a HostProcess pod all containers are HostProcess, hostNetwork is true and runAsNonRoot is not.',
      ],
    },
  ],
});
