import assert from "node:assert/strict";
import { Scenario } from "../harness";
import { resultTable } from "../results";
import type { Fate } from "./seen";
import { clusterIn, verdictOf } from "../seen";
import { fateOfCluster, fateOfPool, nodesBut } from "./seen";

/** A change of one group of the configuration that concerns the cluster. */
interface Row {
  readonly what: string;
  /** Top-level keys of the configuration, without the project. */
  readonly to: Readonly<Record<string, unknown>>;
  readonly preview: "update" | "replace" | "nothing";
  readonly fate: Fate;
  /** Pools beside the system pool whose nodes are replaced. */
  readonly reimages?: readonly string[];
}

const inPlace = { preview: "update", fate: "untouched" } as const;
const replaced = { preview: "replace", fate: "replaced" } as const;
const cluster = { kubernetesVersion: "1.36", tier: "Premium", authorizedIpRanges: ["203.0.113.0/24"] };
const system = { vmSize: "Standard_D4s_v5", count: 1 };

/** Each row keeps what the rows before it changed. */
const rows: readonly Row[] = [
  { what: "cluster.tier", to: { cluster: { kubernetesVersion: "1.36", tier: "Premium" } }, ...inPlace },
  { what: "cluster.authorizedIpRanges", to: { cluster }, ...inPlace },
  { what: "cluster.upgradeChannel", to: { cluster: { ...cluster, upgradeChannel: "patch" } }, ...inPlace },
  { what: "tags", to: { tags: { team: "shop" } }, ...inPlace },
  { what: "monitoring", to: { monitoring: { metrics: true, logs: true } }, ...inPlace },
  {
    what: "systemPool.count",
    to: { systemPool: { ...system, count: 2 } },
    preview: "update",
    fate: "scaled",
  },
  {
    what: "systemPool.upgrade",
    to: { systemPool: { ...system, count: 2, upgrade: { maxSurge: "1" } } },
    ...inPlace,
  },
  {
    what: "windows.passwordVersion",
    to: { windows: { passwordVersion: 2 } },
    preview: "nothing",
    fate: "untouched",
  },
  { what: "windows.gmsa", to: { windows: { passwordVersion: 2, gmsa: {} } }, ...inPlace, reimages: ["wina"] },
  {
    what: "windows.licenseType",
    to: { windows: { passwordVersion: 2, gmsa: {}, licenseType: "Windows_Server" } },
    ...replaced,
  },
  { what: "network.policy", to: { network: { policy: "calico" } }, ...replaced },
  { what: "systemPool.maxPods", to: { systemPool: { ...system, maxPods: 60 } }, ...replaced },
  { what: "systemPool.vmSize", to: { systemPool: { vmSize: "Standard_D8ds_v5", count: 1 } }, ...replaced },
  {
    what: "network.podCidr",
    to: { network: { policy: "calico", podCidr: "10.112.0.0/14" } },
    ...replaced,
  },
  {
    what: "windows.adminUsername",
    to: { windows: { passwordVersion: 2, adminUsername: "shopadmin" } },
    ...replaced,
  },
  {
    what: "cluster.private",
    to: { cluster: { kubernetesVersion: "1.36", tier: "Premium", private: true } },
    ...replaced,
  },
];

/** One change of the cluster at a time: what the preview says about it, and what happens to cluster and nodes. */
describe("changes of the cluster of an AKS stack", () => {
  const stack = new Scenario("dev");
  const note = resultTable(
    "Changes of the cluster: what the preview says and what happens",
    "preview",
    "what happened",
    "agree",
  );

  before(async () => {
    stack.edit((config) => {
      config["mullion:samples"] = false;
    });
    await stack.mustUp();
  });

  after(() => stack.remove());

  for (const { what, to, preview, fate, reimages = [] } of rows) {
    it(`${what} ${JSON.stringify(Object.values(to)[0])}`, async () => {
      stack.edit((config) => {
        for (const [key, value] of Object.entries(to)) config[`mullion:${key}`] = value;
      });
      const before = await stack.observe();
      const plan = await stack.preview();
      await stack.mustUp();
      const after = await stack.observe();
      const said = verdictOf(plan, "mullion-dev-cluster-aks");
      const happened = fateOfCluster(before, after);
      note(said, happened, (said === "replace") === (happened === "replaced") ? "yes" : "NO");
      assert.deepEqual({ said, happened }, { said: preview, happened: fate });
      assert.ok(clusterIn(after).nodes.length >= 3, "all pools are there again");
      if (fate === "untouched" || fate === "scaled")
        assert.deepEqual(nodesBut(after, "system", ...reimages), nodesBut(before, "system", ...reimages));
      for (const pool of reimages) assert.equal(fateOfPool(before, after, pool), "reimaged");
    });
  }
});
