import { windowsNoMountPropagation } from "../../../policy/rules/windows-no-mount-propagation";
import { deployment, linuxSpec, pod, UNKNOWN, windowsContainer, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const mounting = (mount: Record<string, unknown>) =>
  windowsContainer({ volumeMounts: [{ name: "data", mountPath: "C:/data", ...mount }] });
const rest = "Windows does not propagate mounts, so what the container waits for never appears. Take it out.";

ruleTest(windowsNoMountPropagation, {
  valid: [
    { name: "a mount without", resource: pod(windowsSpec({ containers: [mounting({})] })) },
    { name: "None", resource: pod(windowsSpec({ containers: [mounting({ mountPropagation: "None" })] })) },
    {
      name: "a Linux pod with it",
      resource: pod(linuxSpec({ containers: [mounting({ mountPropagation: "Bidirectional" })] })),
    },
  ],
  invalid: [
    {
      name: "HostToContainer",
      resource: deployment(
        windowsSpec({ containers: [windowsContainer(), mounting({ mountPropagation: "HostToContainer" })] }),
      ),
      messages: [
        `Deployment "web": spec.template.spec.containers[1].volumeMounts[0].mountPropagation is "HostToContainer": ${rest}`,
      ],
    },
    {
      name: "Bidirectional in an init container",
      resource: pod(windowsSpec({ initContainers: [mounting({ mountPropagation: "Bidirectional" })] })),
      messages: [
        `Pod "web": spec.initContainers[0].volumeMounts[0].mountPropagation is "Bidirectional": ${rest}`,
      ],
    },
    {
      name: "two mounts of a container, beside one without",
      resource: pod(
        windowsSpec({
          containers: [
            windowsContainer({
              volumeMounts: [
                { name: "data", mountPath: "C:/plain" },
                { name: "data", mountPath: "C:/in", mountPropagation: "HostToContainer" },
                { name: "data", mountPath: "C:/out", mountPropagation: "Bidirectional" },
              ],
            }),
          ],
        }),
      ),
      messages: [
        `Pod "web": spec.containers[0].volumeMounts[1].mountPropagation is "HostToContainer": ${rest}`,
        `Pod "web": spec.containers[0].volumeMounts[2].mountPropagation is "Bidirectional": ${rest}`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown value",
      resource: pod(windowsSpec({ containers: [mounting({ mountPropagation: UNKNOWN })] })),
      messages: [
        'Pod "web": spec.containers[0].volumeMounts[0].mountPropagation is decided only during the deployment, so the rule cannot be proved in preview. Containers of Windows pods have no mountPropagation but None.',
      ],
    },
  ],
});
