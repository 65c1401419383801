import assert from "node:assert/strict";
import { mindsOs, placementOf, runtimeClassOf } from "../../../policy/scopes/placement";
import { pods } from "../../../policy/scopes/pods";
import type { Json } from "../../../policy/wire";
import {
  aksCluster,
  aksPool,
  aksWindowsPool,
  kubernetes,
  pod,
  type TestResource,
} from "../support/resources";
import { stackOf } from "../support/rule-test";

const cluster = aksCluster({ agentPoolProfiles: [] });
const linux = aksPool({ agentPoolName: "linux", nodeLabels: { tier: "web" } }, { name: "linux" });
const windows = aksWindowsPool(
  { agentPoolName: "win", nodeTaints: ["os=windows:NoSchedule"] },
  { name: "win" },
);
const unnamed = aksPool({ agentPoolName: "any", osType: "Windows" }, { name: "any" });

function runtimeClass(name: string, scheduling: Json, provider?: TestResource): TestResource {
  const rest = { name: `${name}-${provider?.name ?? ""}`, ...(provider === undefined ? {} : { provider }) };
  return kubernetes("node.k8s.io/v1:RuntimeClass", { metadata: { name }, scheduling }, rest);
}

/** The pod of a stack in which it stands last. */
function podIn(resource: TestResource, stack: readonly TestResource[]) {
  const opened = stackOf([...stack, resource]);
  const [found] = opened.subjects(pods);
  assert.ok(found !== undefined);
  return { found, opened };
}

/** Names of the pools where the pod may be placed, and where that cannot be told. */
function placed(spec: Json, ...more: TestResource[]) {
  const { found, opened } = podIn(pod(spec), [cluster, linux, windows, unnamed, ...more]);
  const { yes, cannotTell } = placementOf(found, opened);
  const names = (pools: typeof yes) => pools.map(({ resource }) => resource.name);
  return { yes: names(yes), cannotTell: names(cannotTell) };
}

const term = (...matchExpressions: Json[]) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
    },
  },
});
const tolerant = { tolerations: [{ key: "os", value: "windows", effect: "NoSchedule" }] };

describe("placementOf", () => {
  it("takes every pool whose taints are tolerated for a pod without constraints", () => {
    assert.deepEqual(placed({}), { yes: ["linux", "any"], cannotTell: [] });
    assert.deepEqual(placed(tolerant), { yes: ["linux", "win", "any"], cannotTell: [] });
  });

  it("takes a label that one pool declares for one that the others lack", () => {
    assert.deepEqual(placed({ nodeSelector: { tier: "web" } }), { yes: ["linux"], cannotTell: [] });
    assert.deepEqual(placed(term({ key: "tier", operator: "DoesNotExist" })), {
      yes: ["any"],
      cannotTell: [],
    });
  });

  it("cannot tell where a label comes from outside", () => {
    assert.deepEqual(placed({ nodeSelector: { disk: "ssd" } }), { yes: [], cannotTell: ["linux", "any"] });
  });

  it("knows that Linux nodes have no Windows build, and does not know that of a pool without release", () => {
    assert.deepEqual(
      placed({ ...tolerant, nodeSelector: { "node.kubernetes.io/windows-build": "10.0.20348" } }),
      {
        yes: ["win"],
        cannotTell: ["any"],
      },
    );
  });

  it("knows that pools without spot nodes lack their label", () => {
    assert.deepEqual(placed({ nodeSelector: { "kubernetes.azure.com/scalesetpriority": "spot" } }), {
      yes: [],
      cannotTell: [],
    });
  });

  it("adds selector and tolerations of the RuntimeClass", () => {
    const brought = runtimeClass("win", {
      nodeSelector: { "kubernetes.io/os": "windows" },
      tolerations: [{ key: "os", operator: "Exists" }],
    });
    assert.deepEqual(placed({ runtimeClassName: "win" }, brought), { yes: ["win", "any"], cannotTell: [] });
    assert.deepEqual(placed({ runtimeClassName: "other" }, brought), {
      yes: ["linux", "any"],
      cannotTell: [],
    });
  });

  it("takes no pool when the pod contradicts its RuntimeClass", () => {
    const brought = runtimeClass("web", { nodeSelector: { tier: "web" } });
    const same = { runtimeClassName: "web", nodeSelector: { tier: "web" } };
    assert.deepEqual(placed(same, brought), { yes: ["linux"], cannotTell: [] });
    const other = term({ key: "kubernetes.io/os", operator: "Exists" });
    assert.deepEqual(placed({ ...other, runtimeClassName: "web", nodeSelector: { tier: "db" } }, brought), {
      yes: [],
      cannotTell: [],
    });
  });

  it("cannot tell by the name of a node", () => {
    const byName = [{ matchFields: [{ key: "metadata.name", operator: "In", values: ["node-1"] }] }];
    const affinity = {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: byName } },
    };
    assert.deepEqual(placed({ affinity }), { yes: [], cannotTell: ["linux", "any"] });
  });

  it("looks at pools of the pod's own cluster only", () => {
    const other = aksCluster({ resourceName: "stage", agentPoolProfiles: [] }, { name: "stage" });
    const provider: TestResource = {
      type: "pulumi:providers:kubernetes",
      name: "stage",
      properties: {},
      from: { kubeconfig: other },
    };
    const stagePool = aksPool({ agentPoolName: "stage", resourceName: "stage" }, { name: "stagepool" });
    const { found, opened } = podIn(pod({}, { provider }), [cluster, other, provider, linux, stagePool]);
    assert.deepEqual(
      placementOf(found, opened).yes.map(({ resource }) => resource.name),
      ["stagepool"],
    );
  });
});

describe("runtimeClassOf", () => {
  it("finds the class of that name for the same cluster", () => {
    const provider: TestResource = { type: "pulumi:providers:kubernetes", name: "p", properties: {} };
    const classes = [
      runtimeClass("other", {}, provider),
      runtimeClass("web", {}),
      runtimeClass("web", {}, provider),
    ];
    const find = (resource: TestResource) => {
      const { found, opened } = podIn(resource, classes);
      return runtimeClassOf(found, opened)?.name;
    };
    assert.equal(find(pod({ runtimeClassName: "web" }, { provider })), "web-p");
    assert.equal(find(pod({ runtimeClassName: "web" })), "web-");
    assert.equal(find(pod({ runtimeClassName: "none" })), undefined);
    assert.equal(find(pod({})), undefined);
  });
});

describe("mindsOs", () => {
  const os = { key: "kubernetes.io/os", operator: "In", values: ["linux"] };
  const tier = { key: "tier", operator: "Exists" };
  const terms = (...all: Json[][]) => ({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: all.map((matchExpressions) => ({ matchExpressions })),
        },
      },
    },
  });
  for (const [name, spec, minds] of [
    ["nothing", {}, false],
    ["the selector", { nodeSelector: { "kubernetes.io/os": "linux" } }, true],
    ["another selector", { nodeSelector: { tier: "web" } }, false],
    ["affinity", terms([os]), true],
    ["affinity among others", terms([tier, os]), true],
    ["affinity by the old label", terms([{ ...os, key: "beta.kubernetes.io/os" }]), true],
    ["affinity by build", terms([{ ...os, key: "node.kubernetes.io/windows-build" }]), true],
    ["one term of two", terms([os], [tier]), false],
    ["both terms", terms([os], [os]), true],
    ["other affinity", terms([tier]), false],
  ] as const) {
    it(`says ${String(minds)} for ${name}`, () => {
      const { found } = podIn(pod(spec), []);
      assert.equal(mindsOs(found), minds);
    });
  }
});
