import assert from "node:assert/strict";
import { dashboardJson } from "../../../../components/cluster/monitoring/dashboard";
import { dashboards } from "../../../../components/cluster/monitoring/dashboards";
import { metricsAgentSettings } from "../../../../components/cluster/monitoring/managed-prometheus";
import { windowsExporterDaemonSet } from "../../../../components/cluster/monitoring/windows-exporter";
import { probeScript } from "../../../../components/cluster/monitoring/windows-probe";
import { metrics } from "../../../../catalogue/metrics";
import { isSecret } from "../../../../localcloud/wire/values";
import { base, configOf } from "../../../config/base";
import { eksBase, eksConfigOf } from "../../../config/eks-base";
import { recordProgram } from "../../program";
import type { Registration } from "../../record";
import { ofType, only } from "../../record";

const managed = { ...base, monitoring: { logs: false } };
const clusterObjects = (registrations: readonly Registration[]) =>
  registrations
    .filter(({ name, custom }) => custom && name.includes("-watch"))
    .map(({ name }) => name.replace(/^mullion-dev-watch-/, ""))
    .sort();

describe("monitoring", function () {
  this.timeout(60_000);

  it("is nothing in the cluster where the stack wants none", async () => {
    assert.deepEqual(clusterObjects(await recordProgram(configOf())), []);
    assert.deepEqual(clusterObjects(await recordProgram(eksConfigOf())), []);
  });

  it("is nothing in the cluster where managed Prometheus has no Windows nodes to watch", async () => {
    const config = configOf({ ...managed, nodePools: [base.nodePools[0]] });
    assert.deepEqual(clusterObjects(await recordProgram(config)), []);
  });

  it("is an exporter, and the word for Azure's agent to read it", async () => {
    assert.deepEqual(clusterObjects(await recordProgram(configOf(managed))), [
      "agent-settings",
      "namespace",
      "windows-exporter",
      "windows-probe",
    ]);
  });

  it("is an exporter, a Prometheus and dashboards elsewhere", async () => {
    const registrations = await recordProgram(eksConfigOf({ ...eksBase, inCluster: { prometheus: {} } }));
    assert.deepEqual(clusterObjects(registrations), [
      "dashboard-hybrid-cluster",
      "dashboard-windows-nodes",
      "grafana-admin",
      "grafana-password",
      "namespace",
      "prometheus",
      "windows-exporter",
      "windows-probe",
    ]);
  });

  it("has no exporter without Windows nodes, and the rest all the same", async () => {
    const registrations = await recordProgram(
      eksConfigOf({ ...eksBase, nodePools: [eksBase.nodePools[0]], inCluster: { prometheus: {} } }),
    );
    assert.deepEqual(ofType(registrations, "kubernetes:apps/v1:DaemonSet"), []);
    only(registrations, "kubernetes:helm.sh/v3:Release");
  });

  it("is in a namespace that admits HostProcess pods", async () => {
    const registrations = await recordProgram(configOf(managed));
    const namespace = registrations.find(({ name }) => name === "mullion-dev-watch-namespace");
    assert.ok(namespace);
    assert.deepEqual(namespace.inputs["metadata"], {
      name: "monitoring",
      labels: { "pod-security.kubernetes.io/enforce": "privileged" },
    });
    const { inputs, dependencies } = only(registrations, "kubernetes:apps/v1:DaemonSet");
    assert.partialDeepStrictEqual(inputs["metadata"], { namespace: "monitoring" });
    assert.ok(dependencies.includes(namespace.urn));
  });
});

describe("the Prometheus of a cluster", function () {
  this.timeout(60_000);

  async function valuesOf(prometheus: object) {
    const registrations = await recordProgram(eksConfigOf({ ...eksBase, inCluster: { prometheus } }));
    return only(registrations, "kubernetes:helm.sh/v3:Release").inputs["values"];
  }

  it("asks every Windows node, and knows it by its name", async () => {
    assert.partialDeepStrictEqual(await valuesOf({}), {
      prometheus: {
        prometheusSpec: {
          additionalScrapeConfigs: [
            {
              job_name: "windows-exporter",
              kubernetes_sd_configs: [{ role: "node" }],
              relabel_configs: [
                {
                  source_labels: ["__meta_kubernetes_node_label_kubernetes_io_os"],
                  regex: "windows",
                  action: "keep",
                },
                { replacement: "$1:9182", target_label: "__address__" },
                { source_labels: ["__meta_kubernetes_node_name"], target_label: "instance" },
              ],
            },
          ],
        },
      },
    });
  });

  it("leaves the chart's exporter for Windows off, whose rules read series that are gone", async () => {
    assert.partialDeepStrictEqual(await valuesOf({}), { windowsMonitoring: { enabled: false } });
  });

  it("keeps metrics as long and on such a disk as the stack says", async () => {
    const values = await valuesOf({ retentionDays: 30, storageGiB: 200, storageClass: "fast" });
    assert.partialDeepStrictEqual(values, {
      prometheus: {
        prometheusSpec: {
          retention: "30d",
          storageSpec: {
            volumeClaimTemplate: {
              spec: { storageClassName: "fast", resources: { requests: { storage: "200Gi" } } },
            },
          },
        },
      },
    });
  });

  it("tells whom the stack's secret names", async () => {
    assert.partialDeepStrictEqual(await valuesOf({ alertmanagerSecret: "on-call" }), {
      alertmanager: { alertmanagerSpec: { useExistingSecret: true, configSecret: "on-call" } },
    });
    assert.ok(!JSON.stringify(await valuesOf({})).includes("configSecret"));
  });

  it("has its alerts from the same table as Azure's", async () => {
    const text = JSON.stringify(await valuesOf({}));
    for (const alert of ["WindowsNodeCommitChargeHigh", "WindowsNodeNotPatched", "LinuxNodeWithoutMetrics"]) {
      assert.ok(text.includes(alert), alert);
    }
  });

  it("has a Grafana with a password of its own, which stays secret", async () => {
    const registrations = await recordProgram(eksConfigOf({ ...eksBase, inCluster: { prometheus: {} } }));
    const secret = only(registrations, "kubernetes:core/v1:Secret");
    assert.ok(isSecret(secret.inputs["stringData"]));
    assert.partialDeepStrictEqual(only(registrations, "kubernetes:helm.sh/v3:Release").inputs["values"], {
      grafana: { admin: { existingSecret: "grafana-admin", userKey: "user", passwordKey: "password" } },
    });
  });
});

describe("windows_exporter", () => {
  const { spec } = JSON.parse(JSON.stringify(windowsExporterDaemonSet("monitoring"))) as {
    readonly spec: { readonly template: { readonly spec: Record<string, unknown> } };
  };

  it("is a HostProcess pod on every Windows node, whatever its taints", () => {
    assert.partialDeepStrictEqual(spec.template.spec, {
      os: { name: "windows" },
      nodeSelector: { "kubernetes.io/os": "windows" },
      tolerations: [{ operator: "Exists", effect: "NoSchedule" }],
      hostNetwork: true,
      securityContext: { windowsOptions: { hostProcess: true, runAsUserName: "NT AUTHORITY\\SYSTEM" } },
    });
  });

  it("collects every series that alerts and dashboards read", () => {
    const args = JSON.stringify(spec.template.spec["containers"]);
    const enabled = /--collectors\.enabled=([^"]*)/.exec(args)?.[1]?.split(",") ?? [];
    // https://github.com/prometheus-community/windows_exporter#collectors, read 2026-08-07
    const defaults = ["cpu", "logical_disk", "memory", "net", "os", "physical_disk", "service", "system"];
    assert.equal(enabled[0], "[defaults]");
    for (const { from, name } of metrics) {
      const collector = /^windows_exporter (.+)$/.exec(from)?.[1];
      if (collector === undefined) continue;
      assert.ok([...defaults, ...enabled].includes(collector), `${name} needs ${collector}`);
    }
  });

  it("reads the folder that the probe writes to", () => {
    const text = JSON.stringify(spec.template.spec["containers"]);
    assert.equal(text.split("C:\\\\ProgramData\\\\mullion\\\\metrics").length - 1, 2);
  });
});

describe("the probe", () => {
  it("writes every series that the catalogue says it does, each with its type", () => {
    const names = metrics.filter(({ from }) => from === "probe").map(({ name }) => name);
    assert.equal(names.length, 3);
    for (const name of names) {
      assert.ok(probeScript.includes(`'# TYPE ${name} gauge'`), name);
      assert.ok(probeScript.includes(`"${name} $(`), name);
    }
  });

  it("replaces its file as a whole, and ends it with a line feed", () => {
    assert.match(probeScript, /WriteAllText\("\$file\.new", .* \+ "`n"\)/);
    assert.match(probeScript, /Move-Item -Force -Path "\$file\.new" -Destination \$file/);
  });
});

describe("Azure's agent", () => {
  const settings = String((metricsAgentSettings().data as Record<string, unknown>)["cluster-metrics"]);

  it("is told to look at the exporter", () => {
    assert.match(settings, /^default-targets-scrape-enabled: \|-\n {2}windowsexporter = true$/m);
  });

  it("is told to keep every series that alerts read", () => {
    for (const { name, from } of metrics) {
      if (from === "prometheus" || from === "node_exporter") continue;
      const target = from === "kube-state-metrics" ? "kubestate" : "windowsexporter";
      const list = new RegExp(`^ {2}${target} = "(.*)"$`, "m").exec(settings)?.[1]?.split("|") ?? [];
      assert.ok(list.includes(name), `${target} keeps ${name}`);
    }
  });
});

describe("a dashboard", () => {
  for (const [file, spec] of Object.entries(dashboards)) {
    it(`${file} shows each panel once, side by side without gaps`, () => {
      const json = JSON.parse(dashboardJson(spec)) as {
        readonly uid: string;
        readonly panels: readonly {
          readonly id: number;
          readonly gridPos: {
            readonly x: number;
            readonly y: number;
            readonly w: number;
            readonly h: number;
          };
          readonly targets: readonly { readonly refId: string; readonly expr: string }[];
        }[];
      };
      assert.equal(json.uid, spec.uid);
      assert.equal(json.panels.length, spec.rows.flat().length);
      assert.equal(new Set(json.panels.map(({ id }) => id)).size, json.panels.length);
      const cells = json.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from(
          { length: w * h },
          (_, cell) => `${String(x + (cell % w))},${String(y + Math.floor(cell / w))}`,
        ),
      );
      assert.equal(new Set(cells).size, cells.length, "no two panels in one place");
      assert.equal(cells.length, spec.rows.length * 24 * 8, "and no place without a panel");
      for (const { targets } of json.panels) assert.ok(targets.every(({ expr }) => expr !== ""));
    });
  }

  it("fits into a ConfigMap, which takes 1 MiB", () => {
    for (const spec of Object.values(dashboards)) assert.ok(dashboardJson(spec).length < 1_048_576 / 4);
  });
});
