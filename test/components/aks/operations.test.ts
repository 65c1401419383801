import assert from "node:assert/strict";
import { maintenanceWindowArgs } from "../../../components/aks/maintenance";
import { AksPlatform } from "../../../components/aks/platform";
import { rulesPerGroup } from "../../../components/aks/prometheus-rules";
import { windowsRecordingRules } from "../../../components/aks/windows-recording-rules";
import { base, configOf } from "../../config/base";
import { ofType, only, record } from "../record";

async function recordWith(change: object) {
  const config = configOf({ ...base, ...change });
  const { registrations } = await record(() => new AksPlatform(config.name, config));
  return registrations;
}

describe("maintenance windows", () => {
  it("are weekly, in the time zone that they name", () => {
    const window = {
      day: "Saturday",
      startTime: "22:00",
      durationHours: 6,
      utcOffset: "+01:00",
      everyWeeks: 2,
    } as const;
    assert.deepEqual(maintenanceWindowArgs(window), {
      durationHours: 6,
      startTime: "22:00",
      utcOffset: "+01:00",
      schedule: { weekly: { dayOfWeek: "Saturday", intervalWeeks: 2 } },
    });
  });

  it("get the names that AKS looks for", async () => {
    const registrations = await recordWith({
      cluster: { kubernetesVersion: "1.36", upgradeChannel: "patch" },
      maintenance: {
        kubernetes: { day: "Saturday", startTime: "22:00" },
        nodeImages: { day: "Sunday", startTime: "02:00" },
      },
    });
    const names = ofType(registrations, "azure-native:containerservice:MaintenanceConfiguration").map(
      ({ inputs }) => inputs["configName"],
    );
    assert.deepEqual(names, ["aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule"]);
  });

  it("are not registered when none is wanted", async () => {
    const registrations = await recordWith({});
    assert.deepEqual(ofType(registrations, "mullion:aks:Maintenance"), []);
  });
});

describe("monitoring", () => {
  it("is not registered when none is wanted", async () => {
    const registrations = await recordWith({});
    assert.deepEqual(
      registrations.filter(({ type }) => /monitor|insights|alerts/.test(type)),
      [],
    );
  });

  it("sends logs and metrics of the cluster to its workspaces", async () => {
    const registrations = await recordWith({ monitoring: { logRetentionDays: 90 } });
    assert.equal(
      only(registrations, "azure-native:operationalinsights:Workspace").inputs["retentionInDays"],
      90,
    );
    assert.deepEqual(
      ofType(registrations, "azure-native:monitor:DataCollectionRuleAssociation").map(({ inputs }) => inputs),
      [
        {
          associationName: "ContainerInsightsExtension",
          dataCollectionRuleId: "/id/mullion-dev-collection-logs-rule",
          resourceUri: "/id/mullion-dev-cluster-aks",
        },
        {
          associationName: "ContainerInsightsMetricsExtension",
          dataCollectionRuleId: "/id/mullion-dev-collection-metrics-rule",
          resourceUri: "/id/mullion-dev-cluster-aks",
        },
      ],
    );
  });

  it("records the series that the Windows dashboards read", async () => {
    const registrations = await recordWith({ monitoring: { logs: false } });
    const groups = ofType(registrations, "azure-native:alertsmanagement:PrometheusRuleGroup");
    const inputs = groups.find(({ name }) => name.endsWith("-windows-rules"))?.inputs ?? {};
    assert.equal(inputs["enabled"], true);
    assert.deepEqual(inputs["scopes"], ["/id/mullion-dev-monitoring-metrics", "/id/mullion-dev-cluster-aks"]);
    assert.equal(
      windowsRecordingRules.length,
      new Set(windowsRecordingRules.map((rule) => rule.record)).size,
    );
    assert.deepEqual(ofType(registrations, "azure-native:operationalinsights:Workspace"), []);
  });

  it("reports what goes wrong on Windows nodes, in one group that is not too large", async () => {
    const registrations = await recordWith({
      monitoring: { logs: false },
      inCluster: { alerts: { patchAgeDays: 33 } },
    });
    const groups = ofType(registrations, "azure-native:alertsmanagement:PrometheusRuleGroup");
    const rules = groups.find(({ name }) => name.endsWith("-windows-alerts"))?.inputs["rules"];
    assert.ok(Array.isArray(rules) && rules.length <= rulesPerGroup);
    assert.partialDeepStrictEqual(rules, [
      { record: "mullion:node_os:info" },
      { alert: "WindowsNodeCommitChargeHigh", for: "PT15M", severity: 2, labels: { severity: "warning" } },
      { alert: "WindowsNodeDiskFull", for: "PT5M", severity: 1 },
    ]);
    assert.ok(JSON.stringify(rules).includes("> 33 * 86400"));
    assert.ok(!JSON.stringify(rules).includes("LinuxNodeWithoutMetrics"), "which reads another exporter");
  });

  it("keeps who did what through the API server, beside the other logs", async () => {
    const registrations = await recordWith({ monitoring: { metrics: false } });
    const { inputs } = only(registrations, "azure-native:monitor:DiagnosticSetting");
    assert.partialDeepStrictEqual(inputs, {
      resourceUri: "/id/mullion-dev-cluster-aks",
      workspaceId: "/id/mullion-dev-monitoring-logs",
      logs: [
        { category: "kube-audit-admin", enabled: true },
        { category: "guard", enabled: true },
      ],
    });
    assert.deepEqual(ofType(registrations, "azure-native:alertsmanagement:PrometheusRuleGroup"), []);
  });
});
