import { pauseImageVerdict } from "../../../catalogue/pause";
import { pauseImageCurrent } from "../../../policy/rules/pause-image-current";
import { type TestResource, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const OLD = "mcr.microsoft.com/oss/kubernetes/pause:3.6";
const OLDER = "registry.k8s.io/pause:3.9";
const MIRROR = "mirror.example:5000/k8s/pause:3.9";
const script = (create: unknown): TestResource => ({
  type: "command:remote:Command",
  name: "join",
  properties: { create },
});
const reason = (image: string) => pauseImageVerdict(image, 26100).reason;

ruleTest(pauseImageCurrent, {
  valid: [
    {
      name: "the current image",
      resource: script("--pod-infra-container-image=mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.2"),
    },
    {
      name: "a respin with every release",
      resource: script("sandbox_image = 'mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.1-3'"),
    },
    { name: "no image", resource: script("Restart-Service kubelet; pause") },
    { name: "no script", resource: script(undefined) },
  ],
  invalid: [
    {
      name: "3.6",
      resource: script(`$pause = "${OLD}"`),
      messages: [
        `Command "join": create names "${OLD}": ${reason(OLD)} Use mcr.microsoft.com/oss/kubernetes/pause:3.10.2; the images of mcr.microsoft.com are signed.`,
      ],
    },
    {
      name: "two images in one update",
      resource: { ...script("a"), properties: { update: `${OLDER} ${MIRROR}` } },
      messages: [
        `Command "join": update names "${OLDER}": ${reason(OLDER)} Use registry.k8s.io/pause:3.10.2; the images of mcr.microsoft.com are signed.`,
        `Command "join": update names "${MIRROR}": ${reason(MIRROR)} Use mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.2; the images of mcr.microsoft.com are signed.`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown script",
      resource: script(UNKNOWN),
      messages: [
        'Command "join": create is decided only during the deployment, so the rule cannot be proved in preview. Scripts for self-managed nodes name the pause image 3.10.2 or later.',
      ],
    },
  ],
});
