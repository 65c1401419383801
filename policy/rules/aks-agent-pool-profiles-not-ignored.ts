import { resourceRule } from "../rule";
import { aksClusters } from "../scopes/resources";

/** Changes of agentPoolProfiles are not ignored. */
export const aksAgentPoolProfilesNotIgnored = resourceRule({
  name: "aks-agent-pool-profiles-not-ignored",
  level: "mandatory",
  description: "ignoreChanges of an AKS cluster does not name agentPoolProfiles.",
  sources: ["https://github.com/pulumi/pulumi-azure-native/issues/2719"],
  scope: aksClusters,
  *check({ options }) {
    const whole = options.ignoreChanges.find((path) => /^agentPoolProfiles(\[\*\])?$/.test(path));
    if (whole === undefined) return;
    yield {
      field: "ignoreChanges",
      problem: `names "${whole}"`,
      reason:
        'After a refresh the state lists every pool of the cluster, and the next update sends them all: AKS refuses it with "A new agent pool was introduced"',
      fix: "Keep one inline system pool and ignore single fields of it, for example agentPoolProfiles[0].count",
    };
  },
});
