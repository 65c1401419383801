import type { Resource } from "../resource";
import { stackRule } from "../rule";
import { aksClusters, resourcesOf } from "../scopes/resources";
import type { Stack } from "../stack";

const diagnosticSettings = resourcesOf(
  "azure-native:monitor:DiagnosticSetting",
  "azure-native:insights:DiagnosticSetting",
);
const AUDIT_CATEGORIES: readonly string[] = ["kube-audit", "kube-audit-admin"];
const AUDIT_GROUPS: readonly string[] = ["audit", "allLogs"];

/** Somebody can find out afterwards who did what. */
export const aksAuditEnabled = stackRule({
  name: "aks-audit-enabled",
  level: "advisory",
  description: "AKS clusters have Microsoft Defender or send their audit log somewhere.",
  sources: [
    "https://learn.microsoft.com/azure/aks/monitor-aks",
    "https://learn.microsoft.com/azure/defender-for-cloud/defender-for-containers-introduction",
  ],
  scope: aksClusters,
  *check(cluster, stack) {
    if (cluster.props.boolean("securityProfile", "defender", "securityMonitoring", "enabled") === true)
      return;
    if (
      stack
        .subjects(diagnosticSettings)
        .some((setting) => isAbout(setting, cluster, stack) && audits(setting))
    )
      return;
    yield {
      field: "securityProfile.defender",
      problem:
        "is not enabled, and no DiagnosticSetting of the program sends the category kube-audit or kube-audit-admin",
      reason: "Without either nobody can find out what an intruder did through the API server",
      fix: "Enable one of them",
    };
  },
});

function isAbout(setting: Resource, cluster: Resource, stack: Stack): boolean {
  return stack.behind(setting, "resourceUri").some(({ urn }) => urn === cluster.urn);
}

function audits({ props }: Resource): boolean {
  return props
    .list("logs")
    .some(
      (log) =>
        log.boolean("enabled") === true &&
        (AUDIT_CATEGORIES.includes(log.string("category") ?? "") ||
          AUDIT_GROUPS.includes(log.string("categoryGroup") ?? "")),
    );
}
