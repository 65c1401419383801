import { containerPath, windowsContainers } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** Windows containers mount file systems, not devices. */
export const windowsNoRawBlock: Guardrail = {
  name: "windows-no-raw-block",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/storage/windows-storage/",
  subject: "pods",
  findings: () =>
    `${windowsContainers}.filter(c, c.?volumeDevices.orValue([]).size() > 0).map(c, ${sentence({
      field: `${containerPath("c")} + ".volumeDevices"`,
      problem: quote("is set"),
      reason: quote("Windows nodes cannot give a container a raw block device, so the pod never starts"),
      fix: quote("Mount the volume as a file system with volumeMounts"),
    })})`,
};
