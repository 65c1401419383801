import { clusterBefore, inPlaceRows, replacingRows } from "./aks-cluster-edits";
import { aksGoal, aksPool } from "./aks-world";
import { tryRows } from "./cluster-rows";
import type { ClusterRow } from "./cluster-rows";
import { Stage } from "./stage";
import type { Goal } from "./stage";
import { assertHonest, report } from "./table";
import type { Trial } from "./trial";
import { workload } from "./workload";

describe("the report and what happens to AKS clusters", function () {
  this.timeout("60m");
  const stage = new Stage();
  let goal: Goal = {
    ...aksGoal(),
    cluster: clusterBefore(),
    linux: aksPool("linux", "Linux", { count: 2 }),
    win: aksPool("win", "Windows"),
  };

  before(async () => {
    await stage.prepare();
    await stage.mustUp(goal);
    const label = "kubernetes.azure.com/agentpool";
    await stage.apply([
      workload("linux", label, "linux"),
      workload("win", label, "windows"),
      workload("system", label, "linux"),
    ]);
  });

  after(async () => {
    await stage.remove();
  });

  async function run(rows: readonly ClusterRow[]): Promise<readonly Trial[]> {
    const tried = await tryRows(stage, goal, rows);
    goal = tried.goal;
    return tried.trials;
  }

  it("agree where Azure changes a cluster in place, or refuses to", async () => {
    const trials = await run(inPlaceRows);
    assertHonest(report("AKS clusters, in place: edit | said | happened | verdict", trials), trials);
  });

  it("agree where azure-native makes another cluster", async () => {
    const trials = await run(replacingRows);
    assertHonest(report("AKS clusters, replaced: edit | said | happened | verdict", trials), trials);
  });
});
