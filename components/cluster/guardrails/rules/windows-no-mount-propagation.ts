import { containerPath, windowsContainers } from "../cel/pods";
import { inEach, quote } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** Mounts of Windows containers stay where they are. */
export const windowsNoMountPropagation: Guardrail = {
  name: "windows-no-mount-propagation",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/storage/windows-storage/",
  subject: "pods",
  findings: () =>
    inEach(
      windowsContainers,
      'c.?volumeMounts.orValue([]).filter(m, m.?mountPropagation.orValue("None") != "None")',
      {
        field: `${containerPath("c")} + ".volumeMounts[" + string(c.volumeMounts.indexOf(x)) + "].mountPropagation"`,
        problem: '"is \\"" + x.mountPropagation + "\\""',
        reason: quote("Windows does not propagate mounts, so what the container waits for never appears"),
        fix: quote("Take it out"),
      },
    ),
};
