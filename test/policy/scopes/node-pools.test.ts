import assert from "node:assert/strict";
import { clustersBehind, nodePools } from "../../../policy/scopes/node-pools";
import {
  aksCluster,
  aksPool,
  aksWindowsPool,
  eksCluster,
  eksNodeGroup,
  kubernetes,
  type TestResource,
  urnOf,
} from "../support/resources";
import { stackOf } from "../support/rule-test";

/** What is said about the only pool of a stack. */
function only(...resources: TestResource[]) {
  const [pool, ...others] = nodePools(stackOf(resources));
  assert.ok(pool !== undefined && others.length === 0);
  const { labels, undecided, taints, os, release, title } = pool;
  return { labels: Object.fromEntries(labels), undecided: [...undecided], taints, os, release, title };
}

const aksLabels = {
  "kubernetes.azure.com/agentpool": "pool1",
  agentpool: "pool1",
  "kubernetes.azure.com/mode": "user",
};
const linux = { "kubernetes.io/os": "linux", "beta.kubernetes.io/os": "linux" };
const windows = { "kubernetes.io/os": "windows", "beta.kubernetes.io/os": "windows" };

describe("nodePools", () => {
  it("knows what AKS puts on a Linux node", () => {
    assert.deepEqual(
      only(aksPool({ osType: "Linux", osSKU: "AzureLinux", nodeLabels: { tier: "web" }, mode: undefined })),
      {
        labels: { tier: "web", ...linux, ...aksLabels, "kubernetes.azure.com/os-sku": "AzureLinux" },
        undecided: [],
        taints: [],
        os: "linux",
        release: undefined,
        title: 'AgentPool "pool1"',
      },
    );
  });

  it("leaves open what AKS chooses", () => {
    const linuxPool = only(aksPool({}));
    assert.deepEqual(linuxPool.labels, { ...linux, ...aksLabels });
    assert.deepEqual(linuxPool.undecided, ["kubernetes.azure.com/os-sku"]);
    const windowsPool = only(aksPool({ osType: "Windows" }));
    assert.deepEqual(windowsPool.labels, { ...windows, ...aksLabels });
    assert.deepEqual(windowsPool.undecided, [
      "node.kubernetes.io/windows-build",
      "kubernetes.azure.com/os-sku",
    ]);
  });

  it("knows the build of a Windows node", () => {
    const { labels, undecided, release } = only(
      aksWindowsPool({ agentPoolName: "pool1", osSKU: "Windows2025" }),
    );
    assert.deepEqual(labels, {
      ...windows,
      ...aksLabels,
      "kubernetes.azure.com/os-sku": "Windows2025",
      "node.kubernetes.io/windows-build": "10.0.26100",
    });
    assert.deepEqual([undecided, release], [[], "2025"]);
  });

  it("knows the modes and spot nodes of AKS", () => {
    const { labels, taints } = only(
      aksPool({
        mode: "System",
        scaleSetPriority: "Spot",
        nodeTaints: ["os=windows:NoSchedule", "a:NoExecute"],
      }),
    );
    assert.deepEqual(
      [labels["kubernetes.azure.com/mode"], labels["kubernetes.azure.com/scalesetpriority"]],
      ["system", "spot"],
    );
    assert.deepEqual(taints, [
      { key: "os", value: "windows", effect: "NoSchedule" },
      { key: "a", value: "", effect: "NoExecute" },
      { key: "kubernetes.azure.com/scalesetpriority", value: "spot", effect: "NoSchedule" },
    ]);
    assert.deepEqual(only(aksPool({ scaleSetPriority: "Regular" })).taints, []);
  });

  it("sees a taint that it cannot read as one that nothing names", () => {
    assert.deepEqual(only(aksPool({ nodeTaints: ["nonsense"] })).taints, [
      { key: "", value: "", effect: "" },
    ]);
  });

  it("finds the pools inside a cluster", () => {
    assert.deepEqual(only(aksCluster()).title, 'pool "system" of ManagedCluster "prod"');
    assert.deepEqual(only(aksCluster({ agentPoolProfiles: [{}] })).title, 'pool "" of ManagedCluster "prod"');
  });

  it("knows what EKS puts on its nodes", () => {
    const group = eksNodeGroup({
      nodeGroupName: "win",
      amiType: "WINDOWS_FULL_2022_x86_64",
      capacityType: "SPOT",
      labels: { tier: "web" },
      taints: [
        { key: "os", value: "windows", effect: "NO_SCHEDULE" },
        { key: "a", effect: "NO_EXECUTE" },
        { key: "b", effect: "PREFER_NO_SCHEDULE" },
        { effect: "Other" },
        {},
      ],
    });
    assert.deepEqual(only(group), {
      labels: {
        tier: "web",
        ...windows,
        "node.kubernetes.io/windows-build": "10.0.20348",
        "eks.amazonaws.com/capacityType": "SPOT",
      },
      undecided: [],
      taints: [
        { key: "os", value: "windows", effect: "NoSchedule" },
        { key: "a", value: "", effect: "NoExecute" },
        { key: "b", value: "", effect: "PreferNoSchedule" },
        { key: "", value: "", effect: "Other" },
        { key: "", value: "", effect: "" },
      ],
      os: "windows",
      release: "2022",
      title: 'NodeGroup "win"',
    });
    const plain = only(eksNodeGroup({ amiType: undefined }));
    assert.deepEqual(plain.labels, { ...linux, "eks.amazonaws.com/capacityType": "ON_DEMAND" });
    assert.deepEqual([plain.os, plain.undecided], ["linux", []]);
  });

  it("leaves the operating system of an AMI of one's own open", () => {
    const custom = only(eksNodeGroup({ amiType: "CUSTOM", labels: { tier: "web" } }));
    assert.equal(custom.os, undefined);
    assert.deepEqual(custom.labels, { tier: "web", "eks.amazonaws.com/capacityType": "ON_DEMAND" });
    assert.deepEqual(custom.undecided, [
      "kubernetes.io/os",
      "beta.kubernetes.io/os",
      "node.kubernetes.io/windows-build",
    ]);
  });

  it("leaves the build of a Windows image open that the catalogue does not know", () => {
    assert.deepEqual(only(eksNodeGroup({ amiType: "WINDOWS_CORE_2030_x86_64" })).undecided, [
      "node.kubernetes.io/windows-build",
    ]);
  });
});

describe("clustersBehind", () => {
  const prod = aksCluster({}, { name: "prod" });
  const shop = eksCluster({}, { name: "shop" });
  const provider = (from: TestResource["from"]): TestResource => ({
    type: "pulumi:providers:kubernetes",
    name: "k8s",
    properties: {},
    ...(from === undefined ? {} : { from }),
  });
  const behind = (...stack: TestResource[]) => {
    const opened = stackOf(stack);
    const last = opened.resources.at(-1);
    assert.ok(last !== undefined);
    return clustersBehind(last, opened).map(({ name }) => name);
  };
  const object = (from?: TestResource) =>
    kubernetes("core/v1:Service", {}, from === undefined ? {} : { provider: from });

  it("follows the provider to the cluster that its configuration comes from", () => {
    const own = provider({ kubeconfig: shop });
    assert.deepEqual(behind(prod, shop, own, object(own)), ["shop"]);
  });

  it("follows over resources between, and not beyond the cluster", () => {
    const network: TestResource = { type: "aws:ec2/vpc:Vpc", name: "network", properties: {} };
    const based = { ...shop, from: { vpcConfig: network, other: prod } };
    const text: TestResource = { type: "test:index:Text", name: "text", properties: {}, from: { of: based } };
    const own = provider({ kubeconfig: text });
    assert.deepEqual(behind(prod, network, based, text, own, object(own)), ["shop"]);
  });

  it("is not caught in a circle, and takes all clusters when it finds none", () => {
    const own = provider(undefined);
    const circle = { ...own, from: { kubeconfig: own } };
    assert.equal(urnOf(circle), urnOf(own));
    assert.deepEqual(behind(prod, shop, circle, object(own)), ["prod", "shop"]);
  });

  it("takes all clusters without a provider of one's own", () => {
    assert.deepEqual(behind(prod, shop, object()), ["prod", "shop"]);
  });
});
