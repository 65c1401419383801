import { tryRows } from "./cluster-rows";
import { rows } from "./eks-cluster-edits";
import { eksGoal, eksGroup, groupLabel } from "./eks-world";
import { Stage } from "./stage";
import { assertHonest, report } from "./table";
import { workload } from "./workload";

describe("the report and what happens to EKS clusters", function () {
  this.timeout("60m");
  const stage = new Stage();
  const goal = { ...eksGoal(), linux: eksGroup("linux", "Linux"), win: eksGroup("win", "Windows") };

  before(async () => {
    await stage.prepare();
    await stage.mustUp(goal);
    await stage.apply([workload("linux", groupLabel, "linux"), workload("win", groupLabel, "windows")]);
  });

  after(async () => {
    await stage.remove();
  });

  it("agree, or the report warns of more", async () => {
    const { trials } = await tryRows(stage, goal, rows);
    assertHonest(report("EKS clusters: edit | said | happened | verdict", trials), trials);
  });
});
