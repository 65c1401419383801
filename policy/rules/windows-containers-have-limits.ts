import { resourceRule } from "../rule";
import { isolatedWindowsContainers } from "../scopes/windows-pods";

/** A Windows container cannot take all memory and processor time of its node. */
export const windowsContainersHaveLimits = resourceRule({
  name: "windows-containers-have-limits",
  level: "mandatory",
  description: "Every container of a Windows pod has limits for cpu and memory.",
  sources: [
    "https://kubernetes.io/docs/concepts/configuration/windows-resource-management/",
    "https://github.com/kubernetes/kubernetes/issues/73417",
  ],
  scope: isolatedWindowsContainers,
  *check({ view, list }) {
    // Ephemeral containers cannot have resources.
    if (list === "ephemeralContainers") return;
    for (const resource of ["cpu", "memory"]) {
      if (view.has("resources", "limits", resource)) continue;
      yield {
        field: view.pathTo("resources", "limits", resource),
        problem: "is not set",
        reason:
          resource === "memory"
            ? "Windows has no OOM killer: a container that grows makes the whole node page until it stops answering"
            : "Windows processes that run free take the time that the kubelet and the network need",
        fix: "Set it; the request follows the limit when it is left out",
      };
    }
  },
});
