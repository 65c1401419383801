import { resourceRule } from "../rule";
import { windowsContainers } from "../scopes/windows-pods";

/** Mounts of Windows containers stay where they are. */
export const windowsNoMountPropagation = resourceRule({
  name: "windows-no-mount-propagation",
  level: "mandatory",
  description: "Containers of Windows pods have no mountPropagation but None.",
  sources: ["https://kubernetes.io/docs/concepts/storage/windows-storage/"],
  scope: windowsContainers,
  *check({ view }) {
    for (const mount of view.list("volumeMounts")) {
      const propagation = mount.string("mountPropagation");
      if (propagation === undefined || propagation === "None") continue;
      yield {
        field: mount.pathTo("mountPropagation"),
        problem: `is "${propagation}"`,
        reason: "Windows does not propagate mounts, so what the container waits for never appears",
        fix: "Take it out",
      };
    }
  },
});
