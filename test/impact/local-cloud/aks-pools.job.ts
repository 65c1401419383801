import { aksPoolEdits, pools, poolsBefore } from "./aks-pool-edits";
import { aksGoal } from "./aks-world";
import { Stage } from "./stage";
import { assertHonest, report } from "./table";
import { tryBothWays } from "./trial";
import { workload } from "./workload";

describe("the report and what happens to AKS node pools", function () {
  this.timeout("40m");
  const stage = new Stage();

  before(async () => {
    await stage.prepare();
    await stage.mustUp({ ...aksGoal(), ...poolsBefore });
    await stage.apply(pools.map(({ name, os }) => workload(name, "kubernetes.azure.com/agentpool", os)));
  });

  after(async () => {
    await stage.remove();
  });

  it("agree, or the report warns of more", async () => {
    const { trials } = await tryBothWays(stage, { ...aksGoal(), ...poolsBefore }, aksPoolEdits);
    assertHonest(report("AKS node pools: edit | said | happened | verdict", trials), trials);
  });
});
