import assert from "node:assert/strict";
import { chartRow } from "../../catalogue/charts";
import { Judge } from "../../policy/judge";
import { Ledger } from "../../policy/ledger";
import { mended } from "../../policy/mend";
import { rules } from "../../policy/rules";
import { type ConfiguredLevel, readSettings } from "../../policy/settings";
import { View } from "../../policy/view";
import type { Json } from "../../policy/wire";
import {
  cronJob,
  declare,
  kubernetes,
  linuxSpec,
  pod,
  secret,
  type TestResource,
  UNKNOWN,
  windowsContainer,
  windowsSpec,
} from "./support/resources";

const OS = "kubernetes.io/os";
const nginx = { image: "nginx:1.29.3" };
const daemonSet = (spec: Json) => kubernetes("apps/v1:DaemonSet", { spec: { template: { spec } } });
const release = (properties: Json) => kubernetes("helm.sh/v3:Release", properties);

/** What the rules with this level make of a resource, by rule. */
function mend(resource: TestResource, names: readonly string[], level: ConfiguredLevel = "remediate") {
  const configuration = new Map(names.map((name) => [name, { level, parameters: {} }]));
  const judge = new Judge(rules, readSettings(configuration, "2026-11-23"));
  return judge.mend(declare(resource)).map(({ rule, properties }) => [rule.name, properties]);
}

interface MendCase {
  readonly name: string;
  readonly rule: string;
  readonly resource: TestResource;
  readonly after: Json;
}

const hostProcess = { windowsOptions: { hostProcess: true } };
const certManagerVersion = chartRow("cert-manager")?.version;
const unpinned = windowsSpec({ nodeSelector: undefined });

const cases: readonly MendCase[] = [
  {
    name: "a Windows pod without selector",
    rule: "windows-pods-need-node-selector",
    resource: pod(unpinned),
    after: { metadata: { name: "web" }, spec: { ...unpinned, nodeSelector: { [OS]: "windows" } } },
  },
  {
    name: "a Windows pod with another selector, in a CronJob",
    rule: "windows-pods-need-node-selector",
    resource: cronJob({ os: { name: "windows" }, nodeSelector: { tier: "web" } }),
    after: cronJob({ os: { name: "windows" }, nodeSelector: { tier: "web", [OS]: "windows" } }).properties,
  },
  {
    name: "a Windows pod whose selector is null",
    rule: "windows-pods-need-node-selector",
    resource: pod({ ...unpinned, nodeSelector: null }),
    after: { metadata: { name: "web" }, spec: { ...unpinned, nodeSelector: { [OS]: "windows" } } },
  },
  {
    name: "a Windows pod in a secret spec, which stays one",
    rule: "windows-pods-need-node-selector",
    resource: { ...pod({}), properties: { spec: secret({ os: { name: "windows" } }) } },
    after: { spec: secret({ os: { name: "windows" }, nodeSelector: { [OS]: "windows" } }) },
  },
  {
    name: "a DaemonSet of Linux images",
    rule: "daemonsets-select-an-os",
    resource: daemonSet({ containers: [nginx] }),
    after: daemonSet({ containers: [nginx], nodeSelector: { [OS]: "linux" } }).properties,
  },
  {
    name: "a pod of Linux images",
    rule: "pods-select-an-os",
    resource: pod({ initContainers: [nginx], containers: [nginx] }),
    after: pod({ initContainers: [nginx], containers: [nginx], nodeSelector: { [OS]: "linux" } }).properties,
  },
  {
    name: "a HostProcess pod without the host's network",
    rule: "host-process-complete",
    resource: daemonSet({ securityContext: hostProcess, containers: [{}] }),
    after: daemonSet({ securityContext: hostProcess, containers: [{}], hostNetwork: true }).properties,
  },
  {
    name: "a chart that the catalogue knows, in its version",
    rule: "charts-pin-os",
    resource: release({
      chart: "kube-prometheus-stack",
      version: "88.5.3",
      values: { grafana: { replicas: 2 } },
    }),
    after: release({
      chart: "kube-prometheus-stack",
      version: "88.5.3",
      values: {
        grafana: { replicas: 2, nodeSelector: { [OS]: "linux" } },
        crds: { upgradeJob: { nodeSelector: { [OS]: "linux" } } },
        alertmanager: { alertmanagerSpec: { nodeSelector: { [OS]: "linux" } } },
        "kube-state-metrics": { nodeSelector: { [OS]: "linux" } },
        prometheusOperator: {
          nodeSelector: { [OS]: "linux" },
          admissionWebhooks: {
            deployment: { nodeSelector: { [OS]: "linux" } },
            patch: { nodeSelector: { [OS]: "linux" } },
          },
        },
        prometheus: { prometheusSpec: { nodeSelector: { [OS]: "linux" } } },
        thanosRuler: { thanosRulerSpec: { nodeSelector: { [OS]: "linux" } } },
      },
    }).properties,
  },
];

const untouched: readonly Omit<MendCase, "after">[] = [
  { name: "a pod that selects", rule: "windows-pods-need-node-selector", resource: pod(windowsSpec()) },
  {
    name: "a Windows pod that selects Linux, which may be meant either way",
    rule: "windows-pods-need-node-selector",
    resource: pod({ ...unpinned, nodeSelector: { [OS]: "linux" } }),
  },
  {
    name: "a Windows pod with a RuntimeClass, which may bring the selector",
    rule: "windows-pods-need-node-selector",
    resource: pod({ ...unpinned, runtimeClassName: "windows" }),
  },
  {
    name: "a pod without signs",
    rule: "windows-pods-need-node-selector",
    resource: pod({ containers: [{}] }),
  },
  {
    name: "a selector that is unknown yet",
    rule: "windows-pods-need-node-selector",
    resource: pod({ ...unpinned, nodeSelector: UNKNOWN }),
  },
  {
    name: "images of which one does not say",
    rule: "daemonsets-select-an-os",
    resource: daemonSet({ containers: [nginx, { image: "registry.example/agent:1" }] }),
  },
  {
    name: "a Windows image",
    rule: "pods-select-an-os",
    resource: pod({ containers: [windowsContainer()] }),
  },
  { name: "no container", rule: "pods-select-an-os", resource: pod({ containers: [] }) },
  { name: "a pod that selects an OS", rule: "pods-select-an-os", resource: pod(linuxSpec()) },
  {
    name: "Linux images in a pod that says its OS",
    rule: "pods-select-an-os",
    resource: pod({ os: { name: "linux" }, containers: [nginx] }),
  },
  {
    name: "Linux images with a RuntimeClass",
    rule: "pods-select-an-os",
    resource: pod({ runtimeClassName: "gvisor", containers: [nginx] }),
  },
  {
    name: "a HostProcess pod that refuses the host's network",
    rule: "host-process-complete",
    resource: pod({ hostNetwork: false, securityContext: hostProcess, containers: [{}] }),
  },
  {
    name: "a pod that mixes HostProcess and other containers",
    rule: "host-process-complete",
    resource: pod({ containers: [{ securityContext: hostProcess }, {}] }),
  },
  {
    name: "a pod without containers",
    rule: "host-process-complete",
    resource: pod({ securityContext: hostProcess, containers: [] }),
  },
  {
    name: "another version of a chart",
    rule: "charts-pin-os",
    resource: release({ chart: "kube-prometheus-stack", version: "1.0.0" }),
  },
  {
    name: "a chart that nobody knows",
    rule: "charts-pin-os",
    resource: release({ chart: "shop", version: "88.5.3" }),
  },
  {
    name: "a chart that selects by default",
    rule: "charts-pin-os",
    resource: release({ chart: "cert-manager", version: certManagerVersion }),
  },
];

describe("a rule of level remediate", () => {
  for (const { name, rule, resource, after } of cases) {
    it(`mends ${name} (${rule})`, () => {
      const before = structuredClone(resource.properties);
      assert.deepEqual(mend(resource, [rule]), [[rule, after]]);
      assert.deepEqual(resource.properties, before, "the program's own inputs stay");
      assert.deepEqual(mend({ ...resource, properties: after }, [rule]), [], "and once is enough");
    });
  }

  for (const { name, rule, resource } of untouched) {
    it(`leaves alone ${name} (${rule})`, () => {
      assert.deepEqual(mend(resource, [rule]), []);
    });
  }

  it("is none unless the configuration says so", () => {
    for (const { rule, resource } of cases) {
      assert.deepEqual(mend(resource, []), []);
      assert.deepEqual(mend(resource, [rule], "mandatory"), []);
    }
  });

  it("sees what the one before it made", () => {
    const resource = daemonSet({ securityContext: hostProcess, containers: [{}], os: { name: "windows" } });
    const both = {
      securityContext: hostProcess,
      containers: [{}],
      os: { name: "windows" },
      hostNetwork: true,
    };
    assert.deepEqual(mend(resource, ["windows-pods-need-node-selector", "host-process-complete"]), [
      ["host-process-complete", daemonSet(both).properties],
      [
        "windows-pods-need-node-selector",
        daemonSet({ ...both, nodeSelector: { [OS]: "windows" } }).properties,
      ],
    ]);
  });

  it("is of a rule that can", () => {
    assert.deepEqual(
      rules.filter(({ mends }) => mends !== undefined).map(({ name }) => name),
      [...new Set(cases.map(({ rule }) => rule))].sort(),
    );
  });
});

describe("a change written into properties", () => {
  const viewOf = (properties: Json) =>
    View.of(properties, "urn:pulumi:dev::shop::kubernetes:core/v1:Pod::web", new Ledger());
  const containers = [{ name: "app" }, { name: "log" }];

  it("goes into the one element of a list that it is about", () => {
    const properties = { spec: { containers } };
    const [, view] = viewOf(properties).list("spec", "containers");
    assert.ok(view);
    assert.deepEqual(mended(properties, [{ view, steps: ["image"], value: "log:1" }]), {
      spec: { containers: [{ name: "app" }, { name: "log", image: "log:1" }] },
    });
    assert.deepEqual(properties, { spec: { containers: [{ name: "app" }, { name: "log" }] } });
  });

  it("leaves the mark of a secret around it, in a list as well", () => {
    const properties = { containers: secret([secret({ name: "app" })]) };
    const [view] = viewOf(properties).list("containers");
    assert.ok(view);
    assert.deepEqual(mended(properties, [{ view, steps: ["os", "name"], value: "windows" }]), {
      containers: secret([secret({ name: "app", os: { name: "windows" } })]),
    });
  });

  it("takes the place of what is no object", () => {
    const properties = { os: "windows" };
    assert.deepEqual(mended(properties, [{ view: viewOf(properties), steps: ["os", "name"], value: "x" }]), {
      os: { name: "x" },
    });
  });
});
