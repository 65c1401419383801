import { windowsNoHugePages } from "../../../policy/rules/windows-no-huge-pages";
import { deployment, linuxSpec, pod, UNKNOWN, windowsContainer, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const pages = { "hugepages-2Mi": "4Mi" };
const huge = windowsContainer({ resources: { requests: pages, limits: pages } });
const windowsOptions = { windowsOptions: { runAsUserName: "ContainerUser" } };
const rest = "is set: No Windows node has this resource, so the pod stays Pending. Take it out.";
const both = (kind: string, path: string) =>
  ["requests", "limits"].map(
    (list) => `${kind} "web": ${path}.containers[0].resources.${list}["hugepages-2Mi"] ${rest}`,
  );

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
    {
      name: "a pod that selects Linux, whatever its options say",
      resource: pod(linuxSpec({ securityContext: windowsOptions, containers: [huge] })),
    },
    {
      name: "a Windows image alone, which another rule is about",
      resource: pod({ containers: [huge] }),
    },
    {
      name: "a Linux image with a RuntimeClass",
      resource: deployment({ runtimeClassName: "some", containers: [{ ...huge, image: "nginx:1.29.3" }] }),
    },
    {
      name: "a pod for Linux, as it says itself, with a RuntimeClass",
      resource: deployment({ runtimeClassName: "some", os: { name: "linux" }, containers: [huge] }),
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
      messages: both("Deployment", "spec.template.spec"),
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
      name: "spec.os alone",
      resource: pod({ os: { name: "windows" }, containers: [huge] }),
      messages: both("Pod", "spec"),
    },
    {
      name: "options for Windows alone",
      resource: pod({ securityContext: windowsOptions, containers: [huge] }),
      messages: both("Pod", "spec"),
    },
    {
      name: "a Windows image with a RuntimeClass",
      resource: deployment({ runtimeClassName: "some", containers: [huge] }),
      messages: both("Deployment", "spec.template.spec"),
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
