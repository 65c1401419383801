import { aksWindowsNoArtifactStreaming } from "../../../policy/rules/aks-windows-no-artifact-streaming";
import { aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(aksWindowsNoArtifactStreaming, {
  valid: [
    { name: "a Windows pool without", resource: aksWindowsPool() },
    {
      name: "a Windows pool that switches it off",
      resource: aksWindowsPool({ artifactStreamingProfile: { enabled: false } }),
    },
    { name: "a Linux pool with it", resource: aksPool({ artifactStreamingProfile: { enabled: true } }) },
  ],
  invalid: [
    {
      name: "a Windows pool with it",
      resource: aksWindowsPool({ artifactStreamingProfile: { enabled: true } }),
      messages: [
        'AgentPool "win22a": artifactStreamingProfile.enabled is true: Artifact streaming exists for Linux images only, so Windows images are pulled whole in any case. Leave it out and shorten the pull otherwise: smaller base images, images in the same region.',
      ],
    },
  ],
  unproved: [
    {
      name: "a value that is unknown",
      resource: aksWindowsPool({ artifactStreamingProfile: { enabled: UNKNOWN } }),
      messages: [
        'AgentPool "win22a": artifactStreamingProfile.enabled is decided only during the deployment, so the rule cannot be proved in preview. AKS Windows pools do not enable artifact streaming.',
      ],
    },
  ],
});
