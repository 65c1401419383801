import { windowsNoRawBlock } from "../../../policy/rules/windows-no-raw-block";
import { deployment, linuxSpec, pod, UNKNOWN, windowsContainer, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const device = windowsContainer({ volumeDevices: [{ name: "data", devicePath: "/dev/xvda" }] });
const rest =
  "is set: Windows nodes cannot give a container a raw block device, so the pod never starts. Mount the volume as a file system with volumeMounts.";

ruleTest(windowsNoRawBlock, {
  valid: [
    {
      name: "a mounted volume",
      resource: pod(
        windowsSpec({
          containers: [windowsContainer({ volumeMounts: [{ name: "data", mountPath: "C:/data" }] })],
        }),
      ),
    },
    {
      name: "an empty list",
      resource: pod(windowsSpec({ containers: [windowsContainer({ volumeDevices: [] })] })),
    },
    { name: "a Linux pod with a device", resource: pod(linuxSpec({ containers: [device] })) },
  ],
  invalid: [
    {
      name: "a device in a bare pod",
      resource: pod(windowsSpec({ containers: [device] })),
      messages: [`Pod "web": spec.containers[0].volumeDevices ${rest}`],
    },
    {
      name: "an init container's device beside a good container",
      resource: deployment(windowsSpec({ initContainers: [windowsContainer(), device] })),
      messages: [`Deployment "web": spec.template.spec.initContainers[1].volumeDevices ${rest}`],
    },
  ],
  unproved: [
    {
      name: "unknown devices",
      resource: pod(windowsSpec({ containers: [{ volumeDevices: UNKNOWN }] })),
      messages: [
        'Pod "web": spec.containers[0].volumeDevices is decided only during the deployment, so the rule cannot be proved in preview. Containers of Windows pods have no volumeDevices.',
      ],
    },
  ],
});
