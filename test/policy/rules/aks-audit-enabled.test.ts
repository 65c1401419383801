import { aksAuditEnabled } from "../../../policy/rules/aks-audit-enabled";
import { aksCluster, type TestResource, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const cluster = aksCluster();
const logs = (...entries: Record<string, unknown>[]): TestResource => ({
  type: "azure-native:monitor:DiagnosticSetting",
  name: "audit",
  properties: { logs: entries },
  from: { resourceUri: cluster },
});
const none =
  'ManagedCluster "prod": securityProfile.defender is not enabled, and no DiagnosticSetting of the program sends the category kube-audit or kube-audit-admin: Without either nobody can find out what an intruder did through the API server. Enable one of them.';

ruleTest(aksAuditEnabled, {
  valid: [
    {
      name: "Defender",
      resource: aksCluster({ securityProfile: { defender: { securityMonitoring: { enabled: true } } } }),
    },
    {
      name: "the category kube-audit-admin",
      resource: cluster,
      stack: [logs({ category: "kube-audit-admin", enabled: true })],
    },
    {
      name: "the group audit",
      resource: cluster,
      stack: [logs({ category: "guard", enabled: true }, { categoryGroup: "audit", enabled: true })],
    },
  ],
  invalid: [
    { name: "nothing", resource: cluster, messages: [none] },
    {
      name: "Defender off",
      resource: aksCluster({ securityProfile: { defender: { securityMonitoring: { enabled: false } } } }),
      messages: [none],
    },
    {
      name: "other logs",
      resource: cluster,
      stack: [logs({ category: "kube-scheduler", enabled: true })],
      messages: [none],
    },
    {
      name: "the right category, switched off",
      resource: cluster,
      stack: [logs({ category: "kube-audit", enabled: false })],
      messages: [none],
    },
    {
      name: "logs of another resource",
      resource: cluster,
      stack: [{ ...logs({ category: "kube-audit", enabled: true }), from: {} }],
      messages: [none],
    },
  ],
  unproved: [
    {
      name: "a category that is unknown",
      resource: cluster,
      stack: [logs({ category: UNKNOWN, enabled: true })],
      messages: [
        'ManagedCluster "prod": logs[0].category of DiagnosticSetting "audit" is decided only during the deployment, so the rule cannot be proved in preview. AKS clusters have Microsoft Defender or send their audit log somewhere.',
      ],
    },
  ],
});
