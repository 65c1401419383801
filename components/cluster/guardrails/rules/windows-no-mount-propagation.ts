import { containerPath, windowsContainers } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** CEL: the mounts of the container `c` that propagate. */
const propagating =
  'c.?volumeMounts.orValue([]).filter(m, !(m.?mountPropagation.orValue("None") in ["None", ""]))';

/** Mounts of Windows containers stay where they are. One finding for each container: the first mount. */
export const windowsNoMountPropagation: Guardrail = {
  name: "windows-no-mount-propagation",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/storage/windows-storage/",
  subject: "pods",
  findings: () =>
    `${windowsContainers}.filter(c, ${propagating}.size() > 0).map(c, ${sentence({
      field: `${containerPath("c")} + ".volumeMounts[" + string(c.volumeMounts.indexOf(${propagating}[0])) + "].mountPropagation"`,
      problem: `"is \\"" + ${propagating}[0].mountPropagation + "\\""`,
      reason: quote("Windows does not propagate mounts, so what the container waits for never appears"),
      fix: quote("Take it out"),
    })})`,
};
