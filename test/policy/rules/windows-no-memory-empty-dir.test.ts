import { windowsNoMemoryEmptyDir } from "../../../policy/rules/windows-no-memory-empty-dir";
import { deployment, linuxSpec, pod, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const rest =
  "Windows nodes have no file system in memory, so the pod never starts. Leave it out: the volume then lies on the node's disk.";

ruleTest(windowsNoMemoryEmptyDir, {
  valid: [
    {
      name: "an emptyDir on disk",
      resource: pod(windowsSpec({ volumes: [{ emptyDir: {} }, { emptyDir: { medium: "" } }] })),
    },
    {
      name: "a Linux pod with memory",
      resource: pod(linuxSpec({ volumes: [{ emptyDir: { medium: "Memory" } }] })),
    },
  ],
  invalid: [
    {
      name: "memory, beside a good volume",
      resource: pod(windowsSpec({ volumes: [{ emptyDir: {} }, { emptyDir: { medium: "Memory" } }] })),
      messages: [`Pod "web": spec.volumes[1].emptyDir.medium is "Memory": ${rest}`],
    },
    {
      name: "huge pages in a Deployment",
      resource: deployment(windowsSpec({ volumes: [{ emptyDir: { medium: "HugePages-2Mi" } }] })),
      messages: [
        `Deployment "web": spec.template.spec.volumes[0].emptyDir.medium is "HugePages-2Mi": ${rest}`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown medium",
      resource: pod(windowsSpec({ volumes: [{ emptyDir: { medium: UNKNOWN } }] })),
      messages: [
        'Pod "web": spec.volumes[0].emptyDir.medium is decided only during the deployment, so the rule cannot be proved in preview. Windows pods have no emptyDir with the medium Memory or HugePages.',
      ],
    },
  ],
});
