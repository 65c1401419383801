import { windowsContainersHaveLimits } from "../../../policy/rules/windows-containers-have-limits";
import { deployment, linuxSpec, pod, UNKNOWN, windowsContainer, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const limits = { cpu: "1", memory: "800Mi" };
const cpu =
  "is not set: Windows processes that run free take the time that the kubelet and the network need. Set it; the request follows the limit when it is left out.";
const memory =
  "is not set: Windows has no OOM killer: a container that grows makes the whole node page until it stops answering. Set it; the request follows the limit when it is left out.";

ruleTest(windowsContainersHaveLimits, {
  valid: [
    { name: "limits on every container", resource: pod(windowsSpec()) },
    { name: "a Linux pod without", resource: deployment(linuxSpec()) },
    {
      name: "a HostProcess pod without",
      resource: pod(
        windowsSpec({
          securityContext: { windowsOptions: { hostProcess: true } },
          containers: [windowsContainer()],
        }),
      ),
    },
    {
      name: "a limit that is a number",
      resource: pod(
        windowsSpec({ containers: [windowsContainer({ resources: { limits: { cpu: 1, memory: "1Gi" } } })] }),
      ),
    },
    {
      name: "an ephemeral container, which cannot have any",
      resource: pod(windowsSpec({ ephemeralContainers: [windowsContainer()] })),
    },
  ],
  invalid: [
    {
      name: "none in a bare pod",
      resource: pod(windowsSpec({ containers: [windowsContainer()] })),
      messages: [
        `Pod "web": spec.containers[0].resources.limits.cpu ${cpu}`,
        `Pod "web": spec.containers[0].resources.limits.memory ${memory}`,
      ],
    },
    {
      name: "requests only, beside a good container",
      resource: deployment(
        windowsSpec({
          containers: [
            windowsContainer({ resources: { limits } }),
            windowsContainer({ resources: { requests: limits } }),
          ],
        }),
      ),
      messages: [
        `Deployment "web": spec.template.spec.containers[1].resources.limits.cpu ${cpu}`,
        `Deployment "web": spec.template.spec.containers[1].resources.limits.memory ${memory}`,
      ],
    },
    {
      name: "an init container without memory",
      resource: pod(
        windowsSpec({ initContainers: [windowsContainer({ resources: { limits: { cpu: "1" } } })] }),
      ),
      messages: [`Pod "web": spec.initContainers[0].resources.limits.memory ${memory}`],
    },
  ],
  unproved: [
    {
      name: "unknown resources",
      resource: pod(windowsSpec({ containers: [windowsContainer({ resources: UNKNOWN })] })),
      messages: [
        'Pod "web": spec.containers[0].resources is decided only during the deployment, so the rule cannot be proved in preview. Every container of a Windows pod has limits for cpu and memory.',
      ],
    },
  ],
});
