import { pathOfVolume, windowsVolumes } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** Windows has no volumes in memory. */
export const windowsNoMemoryEmptyDir: Guardrail = {
  name: "windows-no-memory-empty-dir",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/storage/windows-storage/",
  subject: "pods",
  findings: () =>
    `${windowsVolumes}.filter(v, v.?emptyDir.?medium.orValue("") != "").map(v, ${sentence({
      field: `${pathOfVolume} + ".emptyDir.medium"`,
      problem: '"is \\"" + v.emptyDir.medium + "\\""',
      reason: quote("Windows nodes have no file system in memory, so the pod never starts"),
      fix: quote("Leave it out: the volume then lies on the node's disk"),
    })})`,
};
