import * as fs from "node:fs";

const stack = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * Writes what `pulumi preview --json` prints for a large stack: one cluster, 50 pools, and Kubernetes objects, all of
 * which look replaced because the kubeconfig is unknown: the largest previews there are.
 *
 * @param file - where to write
 * @param steps - how many steps
 */
export function writePreview(file: string, steps: number): void {
  const out = fs.openSync(file, "w");
  fs.writeSync(out, '{\n    "steps": [\n');
  for (let index = 0; index < steps; index += 1) {
    const text = JSON.stringify(step(index), undefined, 4).replaceAll("\n", "\n        ");
    fs.writeSync(out, `        ${text}${index === steps - 1 ? "" : ","}\n`);
  }
  fs.writeSync(out, '    ],\n    "changeSummary": { "replace": 1 }\n}\n');
  fs.closeSync(out);
}

function step(index: number): object {
  if (index === 0) return entry("pulumi:pulumi:Stack", "shop-prod", "same", {}, {});
  if (index === 1) return cluster();
  if (index === 2) return provider();
  return index < 53 ? pool(index) : deployment(index);
}

function entry(type: string, name: string, op: string, old: object, next: object, more: object = {}): object {
  const urn = `urn:pulumi:prod::shop::${type}::${name}`;
  const state = { urn, custom: type !== "pulumi:pulumi:Stack", type, parent: stack, ...more };
  return {
    op,
    urn,
    oldState: { ...state, id: `id-${name}`, inputs: old, outputs: { ...old, status: statusLike(name) } },
    newState: { ...state, inputs: next },
    ...(op === "replace" ? { diffReasons: ["provider"], replaceReasons: ["provider"] } : {}),
    detailedDiff: null,
  };
}

function cluster(): object {
  const inputs = (version: string) => ({
    resourceName: "aks-shop",
    kubernetesVersion: version,
    agentPoolProfiles: [{ name: "system", mode: "System", osType: "Linux", count: 3 }],
  });
  const type = "azure-native:containerservice:ManagedCluster";
  return entry(type, "shop", "update", inputs("1.35"), inputs("1.36"));
}

function provider(): object {
  const dependencies = {
    kubeconfig: ["urn:pulumi:prod::shop::azure-native:containerservice:ManagedCluster::shop"],
  };
  return entry(
    "pulumi:providers:kubernetes",
    "k8s",
    "replace",
    { kubeconfig: "[secret]" },
    { kubeconfig: unknown },
    {
      propertyDependencies: dependencies,
    },
  );
}

function pool(index: number): object {
  const inputs = (version: string) => ({
    resourceName: "aks-shop",
    agentPoolName: `p${String(index)}`,
    osType: index % 2 === 0 ? "Windows" : "Linux",
    osSKU: index % 2 === 0 ? "Windows2022" : "Ubuntu",
    count: 5,
    orchestratorVersion: version,
    upgradeSettings: { maxSurge: "33%", drainTimeoutInMinutes: 30 },
  });
  return entry(
    "azure-native:containerservice:AgentPool",
    `pool${String(index)}`,
    "update",
    inputs("1.35"),
    inputs("1.36"),
  );
}

function deployment(index: number): object {
  const name = `app-${String(index)}`;
  const inputs = (tag: string) => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: "shop", labels: { app: name, team: "shop" } },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          nodeSelector: { "kubernetes.io/os": "windows" },
          containers: [
            {
              name: "app",
              image: `registry.example.com/${name}:${tag}`,
              env: env(index),
              resources: { limits: { memory: "1Gi" } },
            },
          ],
        },
      },
    },
  });
  const edited = index % 10 === 0;
  return entry(
    "kubernetes:apps/v1:Deployment",
    name,
    "replace",
    inputs("1.0.0"),
    inputs(edited ? "1.0.1" : "1.0.0"),
    {
      provider:
        "urn:pulumi:prod::shop::pulumi:providers:kubernetes::k8s::8a0f4c8e-0000-4000-8000-000000000000",
    },
  );
}

function env(index: number): object[] {
  return Array.from({ length: 12 }, (_, at) => ({
    name: `SETTING_${String(at)}`,
    value: `value ${String(at)} of ${String(index)}`,
  }));
}

function statusLike(name: string): object {
  return {
    conditions: ["Available", "Progressing"].map((type) => ({
      type,
      status: "True",
      reason: "MinimumReplicasAvailable",
      message: `${name} has minimum availability.`,
      lastTransitionTime: "2026-11-01T00:00:00Z",
    })),
  };
}
