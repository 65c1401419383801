import { inTreeVolumes } from "../../../../catalogue/csi";
import { volumesOfKinds } from "../cel/volumes";
import type { Guardrail } from "../guardrail";

/** Pods name volumes by claims. */
export const noInTreeVolumes: Guardrail = {
  name: "no-in-tree-volumes",
  level: "advisory",
  url: "https://kubernetes.io/docs/concepts/storage/volumes/",
  subject: "pods",
  findings: () =>
    volumesOfKinds("variables.volumes", inTreeVolumes, {
      reason: "The plugin was removed or is translated to a CSI driver that may not be there",
      fix: "Use a PersistentVolumeClaim, or csi with the driver's name",
    }),
};
