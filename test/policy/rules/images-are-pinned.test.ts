import { imagesArePinned } from "../../../policy/rules/images-are-pinned";
import { deployment, pod, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const of = (...images: string[]) => ({ containers: images.map((image) => ({ image })) });
const rest =
  "What it names changes without a deployment, for Windows also the build that the nodes must have. Name a version, or a digest beside it.";

ruleTest(imagesArePinned, {
  valid: [
    { name: "a version", resource: pod(of("nginx:1.29.3")) },
    { name: "a digest", resource: pod(of(`nginx@sha256:${"a".repeat(64)}`)) },
    { name: "latest beside a digest", resource: pod(of(`nginx:latest@sha256:${"a".repeat(64)}`)) },
    { name: "a registry with a port", resource: deployment(of("registry.example:5000/app:1")) },
    { name: "no image", resource: pod({ containers: [{ name: "app" }] }) },
  ],
  invalid: [
    {
      name: "latest",
      resource: pod(of("nginx:latest")),
      messages: [`Pod "web": spec.containers[0].image is "nginx:latest": ${rest}`],
    },
    {
      name: "no tag, with a port, beside a good one",
      resource: deployment(of("nginx:1", "registry.example:5000/app")),
      messages: [
        `Deployment "web": spec.template.spec.containers[1].image is "registry.example:5000/app": ${rest}`,
      ],
    },
    {
      name: "an init container",
      resource: pod({ initContainers: [{ image: "busybox" }] }),
      messages: [`Pod "web": spec.initContainers[0].image is "busybox": ${rest}`],
    },
  ],
  unproved: [
    {
      name: "an unknown image",
      resource: pod(of(UNKNOWN)),
      messages: [
        'Pod "web": spec.containers[0].image is decided only during the deployment, so the rule cannot be proved in preview. Images are named by digest or by a tag other than "latest".',
      ],
    },
  ],
});
