import { resourceRule } from "../rule";
import { windowsPods } from "../scopes/windows-pods";

/** Windows has no volumes in memory. */
export const windowsNoMemoryEmptyDir = resourceRule({
  name: "windows-no-memory-empty-dir",
  level: "mandatory",
  description: "Windows pods have no emptyDir with the medium Memory or HugePages.",
  sources: ["https://kubernetes.io/docs/concepts/storage/windows-storage/"],
  scope: windowsPods,
  *check({ spec }) {
    for (const volume of spec.list("volumes")) {
      const medium = volume.string("emptyDir", "medium") ?? "";
      if (medium === "") continue;
      yield {
        field: volume.pathTo("emptyDir", "medium"),
        problem: `is "${medium}"`,
        reason: "Windows nodes have no file system in memory, so the pod never starts",
        fix: "Leave it out: the volume then lies on the node's disk",
      };
    }
  },
});
