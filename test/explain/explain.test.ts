import assert from "node:assert/strict";

import type { IsoDate } from "../../catalogue/source";
import { explain, renderExplanation, type PlannedResource } from "../../explain";

const stack = "urn:pulumi:prod::mullion::pulumi:pulumi:Stack::mullion-prod";

function component(type: string, name: string, parent = stack): PlannedResource {
  return { urn: `urn:pulumi:prod::mullion::${type}::${name}`, parent, custom: false, inputs: {} };
}

function resource(
  type: string,
  name: string,
  inputs: PlannedResource["inputs"] = {},
  parent: string | undefined = stack,
): PlannedResource {
  const above = parent === stack ? "" : `${parent.split("::")[2] ?? ""}$`;
  return { urn: `urn:pulumi:prod::mullion::${above}${type}::${name}`, parent, custom: true, inputs };
}

const root: PlannedResource = { urn: stack, custom: false, inputs: {} };

/** The sentences about one resource, with a mark before those that are warnings or refusals. */
function says(
  type: string,
  inputs: PlannedResource["inputs"],
  asOf: IsoDate = "2026-11-23",
  others: readonly PlannedResource[] = [],
): readonly string[] {
  const [part] = explain([root, resource(type, "it", inputs), ...others], asOf);
  const marks = { ok: "", warn: "! ", deny: "x " };
  return (part?.resources[0]?.facts ?? []).map((fact) => marks[fact.verdict] + fact.says);
}

const pool = "azure-native:containerservice:AgentPool";
const windowsPool = {
  agentPoolName: "wina",
  osType: "Windows",
  osSKU: "Windows2022",
  orchestratorVersion: "1.36",
  vmSize: "Standard_D4s_v5",
  maxPods: 110,
};

describe("what explain says", () => {
  it("of a Windows pool on AKS is its machine, its release, the images it runs, and how long a node takes", () => {
    assert.deepEqual(says(pool, windowsPool), [
      "A node (Standard_D4s_v5) has 4 vCPUs and 16 GiB.",
      "A node takes 110 pods; the number cannot be changed later.",
      "It has room for 110 pods with 11.7 of its 16 GiB; the rest is kept for the node.",
      "A new node joins in 5 to 12 minutes, pulls usual images in 5 to 15 minutes, and drains within 30 minutes.",
      "AKS supports Windows2022 at Kubernetes 1.36.",
      "Standard_D4s_v5 boots the generation 1 image of Windows2022.",
      "Its hosts are Windows Server 2022, build 10.0.20348; they run images of build 20348 only.",
      "Microsoft supports Windows Server 2022 until 2031-10-14.",
      "One node is made anew in 8 to 20 minutes, its drain not counted.",
    ]);
  });

  it("of Windows Server 2025 are its FIPS images and the older images it runs", () => {
    const sentences = says(pool, { ...windowsPool, osSKU: "Windows2025", enableFIPS: true });
    assert.ok(sentences.includes("Windows2025 needs FIPS images: enableFIPS is true."));
    assert.ok(
      sentences.includes(
        "Its hosts are Windows Server 2025, build 10.0.26100; they run images of builds 20348 to 26100.",
      ),
    );
  });

  it("of a pool that AKS refuses is why", () => {
    const sentences = says(pool, { ...windowsPool, osSKU: "Windows2019" });
    assert.ok(
      sentences.includes(
        "x AKS has no Windows2019 node images for Kubernetes 1.36; the last minor with them is 1.32.",
      ),
    );
  });

  it("of a Linux pool is its machine", () => {
    assert.deepEqual(says(pool, { osType: "Linux", osSKU: "Ubuntu", vmSize: "Standard_D2s_v5" }), [
      "A node (Standard_D2s_v5) has 2 vCPUs and 8 GiB.",
    ]);
  });

  it("of a cluster depends on the day", () => {
    const cluster = "azure-native:containerservice:ManagedCluster";
    const inputs = {
      kubernetesVersion: "1.36",
      networkProfile: { networkPlugin: "azure", networkPluginMode: "overlay" },
    };
    assert.deepEqual(says(cluster, inputs), [
      "Kubernetes 1.36 has standard support of AKS until 2027-06-30.",
      "The network is Azure CNI Overlay. A /24 of the pod CIDR for every node. Windows nodes need build 20348.1668 or later for outbound SNAT.",
    ]);
    assert.match(says(cluster, inputs, "2027-07-01")[0] ?? "", /^! Kubernetes 1\.36 left standard support/);
    assert.deepEqual(says(cluster, { networkProfile: { networkPlugin: "none" } }), []);
  });

  it("of a Windows node group on EKS are its pods and the parameter that names its AMI", () => {
    const group = { amiType: "WINDOWS_CORE_2022_x86_64", version: "1.36", instanceTypes: ["m6i.xlarge"] };
    assert.deepEqual(says("aws:eks/nodeGroup:NodeGroup", group).slice(0, 6), [
      "A node (m6i.xlarge) has 4 vCPUs and 16 GiB.",
      "A Windows node takes 14 pods: it has 14 addresses for them, of one network interface.",
      "It has room for 14 pods with 13.8 of its 16 GiB; the rest is kept for the node.",
      "A new node joins in 5 to 12 minutes, pulls usual images in 5 to 15 minutes, and drains within 15 minutes.",
      "EKS has WINDOWS_CORE_2022_x86_64 AMIs for Kubernetes 1.36.",
      "Its newest AMI is named by the parameter /aws/service/ami-windows-latest/Windows_Server-2022-English-Core-EKS_Optimized-1.36/image_id.",
    ]);
  });

  it("of a Windows node group with prefix delegation is that the kubelet ends before the addresses do", () => {
    const group = { amiType: "WINDOWS_CORE_2022_x86_64", version: "1.36", instanceTypes: ["m6i.xlarge"] };
    const addon = resource("aws:eks/addon:Addon", "cni", {
      addonName: "vpc-cni",
      configurationValues: '{"enableWindowsIpam":"true","enableWindowsPrefixDelegation":"true"}',
    });
    assert.deepEqual(says("aws:eks/nodeGroup:NodeGroup", group, "2026-11-23", [addon]).slice(1, 3), [
      "A Windows node takes 110 pods: it has 224 addresses for them, of one network interface.",
      "It has room for 110 pods with 13.8 of its 16 GiB; the rest is kept for the node.",
    ]);
  });

  it("of a pool with a drain timeout of its own is that one", () => {
    const own = says(pool, { ...windowsPool, upgradeSettings: { drainTimeoutInMinutes: 90 } });
    assert.ok(own.some((one) => one.endsWith("and drains within 90 minutes.")));
  });

  it("of a self-managed pool is its machine and the pods of a node, with and without whole ranges of addresses", () => {
    const overrides = [{ instanceType: "m5.large" }];
    const group = { mixedInstancesPolicy: { launchTemplate: { overrides } } };
    const addon = resource("aws:eks/addon:Addon", "cni", {
      configurationValues: '{"enableWindowsPrefixDelegation": "true"}',
    });
    const type = "aws:autoscaling/group:Group";
    assert.equal(says(type, group)[0], "A node (m5.large) has 2 vCPUs and 8 GiB.");
    assert.match(says(type, group)[1] ?? "", /^A Windows node takes 9 pods:/);
    assert.match(says(type, group, "2026-11-23", [addon])[1] ?? "", /^A Windows node takes 110 pods:/);
    assert.deepEqual(says(type, { mixedInstancesPolicy: {} }), []);
  });

  it("of a Linux node group, an add-on, a cluster and classes is what the catalogue has", () => {
    assert.deepEqual(
      says("aws:eks/nodeGroup:NodeGroup", {
        amiType: "AL2023_x86_64_STANDARD",
        instanceTypes: ["m6i.large"],
      }),
      ["A node (m6i.large) has 2 vCPUs and 8 GiB."],
    );
    assert.deepEqual(says("aws:eks/addon:Addon", { addonName: "coredns" }), [
      "Runs on Linux nodes only: there must be one.",
    ]);
    assert.equal(says("aws:eks/cluster:Cluster", { version: "1.36" }).length, 1);
    assert.deepEqual(says("kubernetes:storage.k8s.io/v1:StorageClass", { provisioner: "ebs.csi.aws.com" }), [
      "Volumes come from Amazon EBS. On Windows: ReadWriteOnce. Windows Server 2025 nodes need driver 1.56.0 or later.",
    ]);
    const nodeSelector = { "node.kubernetes.io/windows-build": "10.0.20348" };
    assert.deepEqual(says("kubernetes:node.k8s.io/v1:RuntimeClass", { scheduling: { nodeSelector } }), [
      "Pods that name it run on nodes of Windows build 10.0.20348 and tolerate their taint.",
    ]);
  });

  it("of what the catalogue does not know is nothing, never a guess", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    assert.deepEqual(says("aws:s3/bucket:Bucket", { bucket: "x" }), []);
    assert.deepEqual(says(pool, { osSKU: unknown, vmSize: unknown, orchestratorVersion: unknown }), []);
    assert.deepEqual(
      says("aws:eks/nodeGroup:NodeGroup", { amiType: "CUSTOM", instanceTypes: ["zz9.huge"] }),
      [],
    );
    assert.deepEqual(says("aws:eks/addon:Addon", { addonName: "somebody-elses" }), []);
    assert.deepEqual(says("kubernetes:storage.k8s.io/v1:StorageClass", { provisioner: "x" }), []);
    assert.deepEqual(says("kubernetes:node.k8s.io/v1:RuntimeClass", {}), []);
  });
});

describe("the parts of an explanation", () => {
  it("are the nearest components, and one without", () => {
    const platform = component("mullion:aks:Platform", "p");
    const nodePool = component("mullion:aks:NodePool", "p-pool", platform.urn);
    const agents = resource(pool, "p-pool-agents", windowsPool, nodePool.urn);
    const child = resource("kubernetes:core/v1:Pod", "below", { metadata: { name: "pod" } }, agents.urn);
    const alone = resource("aws:s3/bucket:Bucket", "alone");
    const parts = explain([root, platform, nodePool, agents, child, alone], "2026-11-23");
    assert.deepEqual(
      parts.map((part) => [part.component, part.name, part.resources.map(({ name }) => name)]),
      [
        ["mullion:aks:NodePool", "p-pool", ["p-pool-agents", "below"]],
        ["resources", "", ["alone"]],
      ],
    );
  });

  it("read well, with each source once, and a name that does not fit in words", () => {
    const good = resource(pool, "good", {
      agentPoolName: "wina",
      osType: "Windows",
      vmSize: "Standard_D4s_v5",
    });
    const bad = resource(pool, "bad", {
      agentPoolName: "windows1",
      osType: "Windows",
      vmSize: "Standard_D2s_v5",
    });
    const plain = renderExplanation(explain([root, good, bad], "2026-11-23"), (_, words) => words);
    assert.equal(
      plain,
      [
        "resources",
        '  azure-native:containerservice:AgentPool good  "wina" (4 of 6 characters)',
        "      - A node (Standard_D4s_v5) has 4 vCPUs and 16 GiB. [1]",
        '  azure-native:containerservice:AgentPool bad  its name must be 1 to 6 lower-case letters and digits, starting with a letter, got "windows1" (8 characters)',
        "      - A node (Standard_D2s_v5) has 2 vCPUs and 8 GiB. [1]",
        "",
        "Sources",
        "  [1] Azure: VM sizes, https://learn.microsoft.com/azure/virtual-machines/sizes/overview (read 2026-08-21)",
        "",
      ].join("\n"),
    );
  });
});
