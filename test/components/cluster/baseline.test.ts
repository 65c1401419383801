import assert from "node:assert/strict";
import { AksPlatform } from "../../../components/aks/platform";
import { Baseline } from "../../../components/cluster/baseline";
import { Samples } from "../../../components/cluster/samples";
import { base, configOf } from "../../config/base";
import { recordProgram } from "../program";
import { ofType, only, record } from "../record";

const [linux, windows] = base.nodePools;
const values = {
  ...base,
  nodePools: [linux, windows, { ...windows, name: "win25", release: "2025" }, { ...windows, slot: "b" }],
  namespaces: [
    { name: "apps" },
    { name: "web", podSecurity: "restricted", quota: { cpu: "4", memory: "8Gi", pods: "10" } },
  ],
};

async function recordAll() {
  const config = configOf(values);
  const { registrations } = await record(() => {
    const platform = new AksPlatform(config.name, config);
    new Baseline(`${config.name}-baseline`, { platform, namespaces: config.namespaces });
    new Samples(`${config.name}-samples`, { platform });
  });
  return registrations;
}

describe("what teams find in a cluster", () => {
  it("is one RuntimeClass for each Windows release, replaced when its handler changes", async () => {
    const classes = ofType(await recordAll(), "kubernetes:node.k8s.io/v1:RuntimeClass");
    assert.deepEqual(
      classes.map(({ inputs }) => inputs["metadata"]),
      [{ name: "windows-2022" }, { name: "windows-2025" }],
    );
    assert.deepEqual(
      classes.map(({ replaceOnChanges }) => replaceOnChanges),
      [["handler"], ["handler"]],
    );
  });

  it("is StorageClasses for Windows, replaced for what the API server refuses to change, and never the default", async () => {
    const classes = ofType(await recordAll(), "kubernetes:storage.k8s.io/v1:StorageClass");
    assert.deepEqual(
      classes.map(({ inputs, replaceOnChanges }) => [inputs["metadata"], replaceOnChanges]),
      [
        [{ name: "windows-files" }, ["reclaimPolicy", "volumeBindingMode"]],
        [{ name: "windows-ntfs" }, ["reclaimPolicy", "volumeBindingMode"]],
      ],
    );
  });

  it("is a VolumeSnapshotClass where the platform takes snapshots", async () => {
    const { inputs } = only(await recordAll(), "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass");
    assert.equal(inputs["driver"], "disk.csi.azure.com");
  });

  it("is priority classes for agents of the nodes and for placeholders, replaced when their value changes", async () => {
    const classes = ofType(await recordAll(), "kubernetes:scheduling.k8s.io/v1:PriorityClass");
    assert.deepEqual(
      classes.map(({ inputs, replaceOnChanges }) => [inputs["value"], replaceOnChanges]),
      [
        [1_000_000, ["value", "preemptionPolicy"]],
        [-10, ["value", "preemptionPolicy"]],
      ],
    );
  });

  it("is protected where the stack says so: classes in use are never replaced silently", async () => {
    const types = [
      "node.k8s.io/v1:RuntimeClass",
      "storage.k8s.io/v1:StorageClass",
      "scheduling.k8s.io/v1:PriorityClass",
    ];
    const protections = async (environment: string) => {
      const registrations = await recordProgram(configOf({ ...values, environment }));
      const classes = types.flatMap((type) => ofType(registrations, `kubernetes:${type}`));
      return [...new Set(classes.map(({ protect }) => protect))];
    };
    assert.deepEqual(await protections("dev"), [false]);
    assert.deepEqual(await protections("prod"), [true]);
  });

  it("is the namespaces of the configuration, each with its quota, its limits and its Pod Security Standard", async () => {
    const registrations = await recordAll();
    const quotas = ofType(registrations, "kubernetes:core/v1:ResourceQuota").map(
      ({ inputs }) => inputs["spec"],
    );
    assert.deepEqual(quotas, [
      // Two Windows nodes; the pool in slot b only takes over from the one in slot a.
      { hard: { "limits.cpu": "8", "limits.memory": "23Gi", pods: "220" } },
      { hard: { "limits.cpu": "4", "limits.memory": "8Gi", pods: "10" } },
      { hard: { "limits.cpu": "8", "limits.memory": "23Gi", pods: "220" } },
    ]);
    const labels = ofType(registrations, "kubernetes:core/v1:Namespace").map(
      ({ inputs }) => inputs["metadata"],
    );
    assert.deepEqual(labels, [
      { name: "apps", labels: { "pod-security.kubernetes.io/enforce": "baseline" } },
      { name: "web", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
      { name: "samples", labels: { "pod-security.kubernetes.io/enforce": "baseline" } },
    ]);
    assert.equal(ofType(registrations, "kubernetes:core/v1:LimitRange").length, 3);
  });

  it("is made through the provider of the stack's own cluster, never through a default one", async () => {
    const objects = (await recordAll()).filter(({ type }) => type.startsWith("kubernetes:"));
    assert.ok(objects.length > 0);
    for (const { urn, provider } of objects) assert.match(provider, /mullion-dev-cluster-kubernetes/, urn);
  });
});

describe("samples", () => {
  it("are one workload for Linux and one for each Windows release, after the pool they go to", async () => {
    const deployments = ofType(await recordAll(), "kubernetes:apps/v1:Deployment");
    assert.deepEqual(
      deployments.map(({ name }) => name),
      ["mullion-dev-samples-linux", "mullion-dev-samples-windows-2022", "mullion-dev-samples-windows-2025"],
    );
    for (const { dependencies, urn } of deployments) {
      assert.ok(
        dependencies.some((dependency) => dependency.includes("AgentPool")),
        urn,
      );
    }
  });
});
