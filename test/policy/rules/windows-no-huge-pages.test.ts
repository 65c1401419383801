import { windowsNoHugePages } from "../../../policy/rules/windows-no-huge-pages";
import { deployment, linuxSpec, pod, UNKNOWN, windowsContainer, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const pages = { "hugepages-2Mi": "4Mi" };
const huge = windowsContainer({ resources: { requests: pages, limits: pages } });
const rest = "is set: No Windows node has this resource, so the pod stays Pending. Take it out.";

ruleTest(windowsNoHugePages, {
  valid: [
    { name: "cpu and memory", resource: pod(windowsSpec()) },
    {
      name: "a resource that is not of huge pages",
      resource: pod(
        windowsSpec({
          containers: [windowsContainer({ resources: { limits: { "microsoft.com/directx": 1 } } })],
        }),
      ),
    },
    { name: "a Linux pod with huge pages", resource: pod(linuxSpec({ containers: [huge] })) },
    {
      name: "a limit that is unknown",
      resource: pod(
        windowsSpec({ containers: [windowsContainer({ resources: { limits: { memory: UNKNOWN } } })] }),
      ),
    },
  ],
  invalid: [
    {
      name: "limit and request in a Deployment",
      resource: deployment(windowsSpec({ containers: [huge] })),
      messages: [
        `Deployment "web": spec.template.spec.containers[0].resources.requests["hugepages-2Mi"] ${rest}`,
        `Deployment "web": spec.template.spec.containers[0].resources.limits["hugepages-2Mi"] ${rest}`,
      ],
    },
    {
      name: "a request alone, of the second container",
      resource: pod(
        windowsSpec({
          containers: [windowsContainer(), windowsContainer({ resources: { requests: pages } })],
        }),
      ),
      messages: [`Pod "web": spec.containers[1].resources.requests["hugepages-2Mi"] ${rest}`],
    },
    {
      name: "pages of two sizes",
      resource: pod(
        windowsSpec({
          containers: [
            windowsContainer({ resources: { limits: { ...pages, cpu: "1", "hugepages-1Gi": "1Gi" } } }),
          ],
        }),
      ),
      messages: [
        `Pod "web": spec.containers[0].resources.limits["hugepages-2Mi"] ${rest}`,
        `Pod "web": spec.containers[0].resources.limits["hugepages-1Gi"] ${rest}`,
      ],
    },
    {
      name: "an init container's limit",
      resource: pod(
        windowsSpec({ initContainers: [{ resources: { limits: { cpu: 1, "hugepages-1Gi": "1Gi" } } }] }),
      ),
      messages: [`Pod "web": spec.initContainers[0].resources.limits["hugepages-1Gi"] ${rest}`],
    },
  ],
  unproved: [
    {
      name: "unknown resources",
      resource: pod(windowsSpec({ containers: [{ resources: UNKNOWN }] })),
      messages: [
        'Pod "web": spec.containers[0].resources is decided only during the deployment, so the rule cannot be proved in preview. Containers of Windows pods ask for no huge pages.',
      ],
    },
  ],
});
