import { resourceRule } from "../rule";
import { windowsContainers } from "../scopes/windows-pods";

/** Windows containers mount file systems, not devices. */
export const windowsNoRawBlock = resourceRule({
  name: "windows-no-raw-block",
  level: "mandatory",
  description: "Containers of Windows pods have no volumeDevices.",
  sources: ["https://kubernetes.io/docs/concepts/storage/windows-storage/"],
  scope: windowsContainers,
  *check({ view }) {
    if (view.list("volumeDevices").length === 0) return;
    yield {
      field: view.pathTo("volumeDevices"),
      problem: "is set",
      reason: "Windows nodes cannot give a container a raw block device, so the pod never starts",
      fix: "Mount the volume as a file system with volumeMounts",
    };
  },
});
