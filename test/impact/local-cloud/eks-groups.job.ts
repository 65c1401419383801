import {
  editsOf,
  groupsAtOlderMinor,
  groupsBefore,
  groupsOf,
  inPlaceRows,
  replacingRows,
} from "./eks-group-edits";
import type { Row } from "./eks-group-edits";
import { eksGoal, groupLabel } from "./eks-world";
import { Stage } from "./stage";
import { assertHonest, report } from "./table";
import { tryBothWays } from "./trial";
import { workload } from "./workload";

describe("the report and what happens to EKS node groups", function () {
  this.timeout("40m");

  async function run(title: string, rows: readonly Row[]): Promise<void> {
    const stage = new Stage();
    try {
      await stage.prepare();
      // The launch template gets its second version, and the cluster its second minor.
      await stage.mustUp({ ...eksGoal("1.34", "m6i.xlarge"), ...groupsAtOlderMinor(rows) });
      const goal = { ...eksGoal(), ...groupsBefore(rows) };
      await stage.mustUp(goal);
      await stage.apply(groupsOf(rows).map(({ name, os }) => workload(name, groupLabel, os)));
      const { trials } = await tryBothWays(stage, goal, editsOf(rows));
      assertHonest(report(title, trials), trials);
    } finally {
      await stage.remove();
    }
  }

  it("agree where EKS changes a group in place, or refuses to", async () => {
    await run("EKS node groups, in place: edit | said | happened | verdict", inPlaceRows);
  });

  it("agree where @pulumi/aws makes another group", async () => {
    await run("EKS node groups, replaced: edit | said | happened | verdict", replacingRows);
  });
});
