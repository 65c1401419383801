import { windowsImageHasVariant } from "../../../policy/rules/windows-image-has-variant";
import { deployment, linuxSpec, pod, UNKNOWN, windowsContainer, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const on = (...containers: unknown[]) => windowsSpec({ containers });
const rest =
  "A Windows node finds no variant of it to pull: no match for platform in manifest. Use a tag for Windows, with the release of the nodes, or select Linux nodes.";

ruleTest(windowsImageHasVariant, {
  valid: [
    { name: "a Windows image", resource: pod(windowsSpec()) },
    { name: "an image that does not say", resource: pod(on({ image: "registry.example/app:1" })) },
    {
      name: "a Windows image for several releases",
      resource: pod(on({ image: "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1" })),
    },
    { name: "a Linux image in a Linux pod", resource: pod(linuxSpec()) },
    {
      name: "a Linux image in a pod that does not say",
      resource: deployment({ containers: [{ image: "nginx:1.29" }] }),
    },
    { name: "a container without image", resource: pod(on({ name: "app" })) },
  ],
  invalid: [
    {
      name: "a Linux image in a bare pod",
      resource: pod(on({ image: "nginx:1.29" })),
      messages: [
        `Pod "web": spec.containers[0].image is "nginx:1.29", a Linux image (repository docker.io/library/nginx): ${rest}`,
      ],
    },
    {
      name: "a .NET tag without OS beside a good one",
      resource: deployment(on(windowsContainer(), { image: "mcr.microsoft.com/dotnet/aspnet:8.0" })),
      messages: [
        `Deployment "web": spec.template.spec.containers[1].image is "mcr.microsoft.com/dotnet/aspnet:8.0", a Linux image (.NET tag without an operating system): ${rest}`,
      ],
    },
    {
      name: "a Linux init container",
      resource: pod(windowsSpec({ initContainers: [{ image: "redis:7" }] })),
      messages: [
        `Pod "web": spec.initContainers[0].image is "redis:7", a Linux image (repository docker.io/library/redis): ${rest}`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown image, while it judges the one beside it",
      resource: pod(on({ image: UNKNOWN }, { image: "nginx:1.29" })),
      messages: [
        'Pod "web": spec.containers[0].image is decided only during the deployment, so the rule cannot be proved in preview. The images of Windows pods exist for Windows.',
        `Pod "web": spec.containers[1].image is "nginx:1.29", a Linux image (repository docker.io/library/nginx): ${rest}`,
      ],
    },
  ],
});
