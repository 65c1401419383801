import assert from "node:assert/strict";
import type { Plan, World } from "../harness";
import { Scenario } from "../harness";
import { resultTable } from "../results";
import type { Fate } from "./seen";
import { verdictOf } from "../seen";
import { fateOfCluster, fateOfPool } from "./seen";

/** A change of one key of a pool in the configuration. */
interface Row {
  readonly key: string;
  readonly to: unknown;
  /** Other keys that must change together with it. */
  readonly beside?: Readonly<Record<string, unknown>>;
  readonly preview: "update" | "replace";
  readonly fate: Fate;
}

const inPlace = { preview: "update", fate: "untouched" } as const;
const replaced = { preview: "replace", fate: "replaced" } as const;
const reimaged = { preview: "update", fate: "reimaged" } as const;
const scaled = { preview: "update", fate: "scaled" } as const;
const taints = [{ key: "team", value: "shop", effect: "PreferNoSchedule" }];

/**
 * Every key of a pool that can change, in an order in which each change is good by itself. `release`, `slot` and
 * `kubernetesVersion` have scenarios of their own; `outboundNat` needs another outbound type, which is another cluster:
 * test/localcloud/providers/azure-native/pool-changes.test.ts has it, and what no configuration can say.
 */
const tables: Readonly<Record<"linux" | "win", readonly Row[]>> = {
  linux: [
    { key: "labels", to: { team: "shop" }, ...inPlace },
    { key: "taints", to: taints, ...inPlace },
    { key: "count", to: 2, ...scaled },
    { key: "osSku", to: "AzureLinux", ...reimaged },
    { key: "fips", to: true, ...reimaged },
    { key: "upgrade", to: { maxSurge: "1" }, ...inPlace },
    { key: "autoscale", to: { min: 1, max: 3 }, beside: { count: undefined }, ...inPlace },
    { key: "vmSize", to: "Standard_D8ds_v5", ...replaced },
    { key: "osDiskGiB", to: 200, ...replaced },
    { key: "osDiskType", to: "Ephemeral", ...replaced },
    { key: "maxPods", to: 60, ...replaced },
    { key: "zones", to: ["1"], ...replaced },
    { key: "encryptionAtHost", to: true, ...replaced },
    { key: "spot", to: {}, ...replaced },
  ],
  win: [
    { key: "labels", to: { team: "shop" }, ...inPlace },
    { key: "taints", to: taints, ...inPlace },
    { key: "count", to: 2, ...scaled },
    { key: "fips", to: true, ...replaced },
    { key: "upgrade", to: { maxSurge: "1", drainTimeoutInMinutes: 90 }, ...inPlace },
    { key: "autoscale", to: { min: 1, max: 3 }, beside: { count: undefined }, ...inPlace },
    { key: "autoscale", to: { min: 1, max: 5 }, ...inPlace },
    { key: "vmSize", to: "Standard_D8ds_v5", ...replaced },
    { key: "osDiskGiB", to: 200, ...replaced },
    { key: "osDiskType", to: "Ephemeral", ...replaced },
    { key: "maxPods", to: 60, ...replaced },
    { key: "zones", to: ["1"], ...replaced },
    { key: "encryptionAtHost", to: true, ...replaced },
    { key: "spot", to: {}, ...replaced },
  ],
};

const pools = ["linux", "win"] as const;

/** One change of each pool at a time: what the preview says about it, and what happens to pool and nodes. */
describe("changes of pools of an AKS stack", () => {
  const stack = new Scenario("dev");
  const note = resultTable(
    "Changes of pools: what the preview says and what happens",
    "preview",
    "what happened",
    "agree",
  );
  let disagreements = 0;

  before(async () => {
    stack.edit((config) => {
      config["mullion:samples"] = false;
    });
    await stack.mustUp();
  });

  after(async () => {
    console.log(`    disagreements between preview and platform: ${String(disagreements)}`);
    await stack.remove();
  });

  for (const [round, row] of tables.linux.entries()) {
    describe(`round ${String(round + 1)}`, () => {
      const rows = { linux: row, win: tables.win[round] ?? assert.fail("the tables have rows alike") };
      let seen: { readonly plan: Plan; readonly exitCode: number | null; before: World; after: World };

      before(async () => {
        for (const pool of pools) {
          const { key, to, beside = {} } = rows[pool];
          stack.editPool(pool, (config) => {
            Object.assign(config, beside, { [key]: to });
            for (const name of Object.keys(beside))
              if (beside[name] === undefined) Reflect.deleteProperty(config, name);
          });
        }
        const earlier = await stack.observe();
        const plan = await stack.preview();
        const { exitCode } = await stack.mustUp();
        seen = { plan, exitCode, before: earlier, after: await stack.observe() };
      });

      for (const pool of pools) {
        const { key, to, preview, fate } = rows[pool];
        it(`${pool}: ${key} ${JSON.stringify(to)}`, () => {
          const said = verdictOf(seen.plan, `mullion-dev-pool-${pool}a-agents`);
          const happened = fateOfPool(seen.before, seen.after, `${pool}a`);
          const agree = (said === "replace") === (happened === "replaced");
          if (!agree) disagreements += 1;
          note(said, happened, agree ? "yes" : "NO");
          assert.deepEqual({ said, happened }, { said: preview, happened: fate });
        });
      }

      it(`round ${String(round + 1)} leaves the cluster alone`, () => {
        const said = verdictOf(seen.plan, "mullion-dev-cluster-aks");
        const happened = fateOfCluster(seen.before, seen.after);
        note(said, happened, "yes");
        assert.deepEqual({ said, happened }, { said: "nothing", happened: "untouched" });
      });
    });
  }
});
