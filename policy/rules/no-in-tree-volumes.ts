import { inTreeVolumes } from "../../catalogue/csi";
import { resourceRule } from "../rule";
import { pods } from "../scopes/pods";

/** Pods name volumes by claims. */
export const noInTreeVolumes = resourceRule({
  name: "no-in-tree-volumes",
  level: "advisory",
  description: "Pods have no volumes of plugins that were built into Kubernetes.",
  sources: [
    "https://kubernetes.io/docs/concepts/storage/volumes/",
    "https://learn.microsoft.com/azure/aks/csi-migrate-in-tree-volumes",
  ],
  scope: pods,
  *check({ spec }) {
    for (const volume of spec.list("volumes")) {
      for (const kind of inTreeVolumes.filter((one) => volume.has(one))) {
        yield {
          field: volume.pathTo(kind),
          problem: "is set",
          reason: "The plugin was removed or is translated to a CSI driver that may not be there",
          fix: "Use a PersistentVolumeClaim, or csi with the driver's name",
        };
      }
    }
  },
});
