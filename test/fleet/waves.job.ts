import assert from "node:assert/strict";
import { resultTable } from "../scenarios/results";
import { WavesProject } from "./waves-project";

describe("a rollout of three stacks in two waves", function () {
  this.bail(true);
  resultTable("Waves: dev (AKS), then eks-dev (EKS) and second (AKS)");
  const fleet = new WavesProject({ dev: "dev", "eks-dev": "eks-dev", second: "dev" });
  after(() => fleet.project.remove());

  it("is shown by --plan, which does nothing", async () => {
    await fleet.expect([...fleet.command({ soak: "1d" }), "--plan"], {
      exitCode: 0,
      says: [/canary +dev +mandatory +pool-replace +3m +1d/, /rest +eks-dev, second /],
      deploys: [],
    });
  });

  it("deploys nothing where a policy finding stops the first wave", async () => {
    await fleet.expect([...fleet.command({ gates: { policy: "advisory" } }), "--yes"], {
      exitCode: 3,
      says: [
        /Stopped at wave "canary":\n +dev, gate policy: Policy findings that stop it: \d+ \(aks-/,
        /Remaining:\n +canary: dev\n +rest: eks-dev, second\n/,
        /Go on with: mullion fleet up --waves fleet\.yaml --yes/,
      ],
      deploys: [],
    });
  });

  it("deploys the first wave, and leaves the second one for when the first has soaked", async () => {
    await fleet.expect([...fleet.command({ soak: "1d" }), "--yes", "--wait", "0m"], {
      exitCode: 2,
      says: [/dev: its cluster is well/, /It soaks until .* UTC/, /Remaining:\n +rest: eks-dev, second\n/],
      deploys: ["dev"],
    });
  });

  it("goes on with the second wave, and does not deploy the first one again", async () => {
    await fleet.expect([...fleet.command(), "--yes"], {
      exitCode: 0,
      says: [/All waves are deployed and well\./],
      deploys: ["eks-dev", "second"],
    });
  });

  it("deploys nothing of a wave in which one pool would be replaced", async () => {
    fleet.touch("eks-dev", "waves");
    fleet.editPool("second", "win", { maxPods: 50 });
    await fleet.expect([...fleet.command(), "--yes"], {
      exitCode: 3,
      says: [
        /Stopped at wave "rest":\n +second, gate impact: AgentPool .* The gate is "pool-replace"/,
        /Remaining:\n +rest: eks-dev, second\n/,
      ],
      deploys: [],
    });
  });

  it("leaves an EKS cluster whose images rotation reads in the state", async () => {
    const { exitCode, stdout } = await fleet.project.mullion("rotation", "--stack", "eks-dev", "--json");
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, / runs 1\.36-2026\.11\.12 by the state of the last deployment: \d+ days old/);
    assert.match(stdout, / runs 1\.36\.\d+-20261112 by the state of the last deployment: /);
  });
});
