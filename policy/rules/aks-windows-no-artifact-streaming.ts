import { resourceRule } from "../rule";
import { ifTrue } from "../rule-kit";
import { aksPools, isWindowsPool } from "../scopes/aks-pools";

/** Windows pools do not ask for artifact streaming. */
export const aksWindowsNoArtifactStreaming = resourceRule({
  name: "aks-windows-no-artifact-streaming",
  level: "mandatory",
  description: "AKS Windows pools do not enable artifact streaming.",
  sources: ["https://learn.microsoft.com/azure/aks/artifact-streaming"],
  scope: aksPools,
  *check(pool) {
    if (!isWindowsPool(pool)) return;
    yield* ifTrue(pool.view, ["artifactStreamingProfile", "enabled"], {
      reason:
        "Artifact streaming exists for Linux images only, so Windows images are pulled whole in any case",
      fix: "Leave it out and shorten the pull otherwise: smaller base images, images in the same region",
    });
  },
});
