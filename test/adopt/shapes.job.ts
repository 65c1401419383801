import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { resolveHome } from "../../localcloud/home";
import { Project } from "../integration/project";
import { observe, type World } from "../scenarios/observe";
import { resultTable } from "../scenarios/results";
import { azCluster } from "./clusters";
import { OtherCluster } from "./other-program";
import { shapes } from "./shapes";

const takenOver = /^.*(containerservice:|aws:eks\/(cluster|nodeGroup|addon):)\S+ .* (update|replace|delete)/m;

describe("adopting clusters that another program made", () => {
  const note = resultTable(
    "Adoption",
    "cloud",
    "preview after the import",
    "first up makes",
    "policy pack",
    "after the up",
  );
  for (const { kind, title, shape, flags, says, goesOn } of shapes) {
    it(`${kind}: ${title}`, async () => {
      const other = new OtherCluster(kind, kind === "aks" ? "old" : "Old_Cluster");
      const { project } = other;
      try {
        await other.make(shape);
        const { exitCode, stdout, stderr } = await other.adopt(flags);
        const [, taken = "?", made = "?"] =
          /changes nothing \((\d+) taken over, (\d+) to be made\)/.exec(stdout) ?? [];
        const proved = exitCode === 0 ? `empty, ${taken} taken over` : "NOT EMPTY";
        const [, mandatory = "?", advisory = "?"] = /(\d+) mandatory, (\d+) advisory/.exec(stdout) ?? [];
        const judged = /Not judged/.test(stdout)
          ? "none there"
          : `${mandatory} mandatory, ${advisory} advisory`;
        note(kind, proved, made, judged, goesOn === true ? "FAILED" : "not asked");
        assert.equal(exitCode, 0, `${stdout}${stderr}`);
        for (const words of says) assert.match(stdout, words);
        if (goesOn !== true) return;
        const before = await observe(resolveHome({ MULLION_HOME: project.home }));
        await goOn(project, kind === "aks" && /AgentPool/.test(stdout));
        stillThere(before, await observe(resolveHome({ MULLION_HOME: project.home })));
        note(kind, proved, made, judged, "empty, all as it was");
      } finally {
        await project.remove();
      }
    });
  }

  it("a cluster that the local cloud does not have: refused, and nothing is written", async () => {
    const project = new Project("dev");
    try {
      fs.writeFileSync(path.join(project.folder, "az.json"), JSON.stringify(azCluster));
      const words = ["az.json", "--stack", "legacy", "--environment", "dev", "--prove"];
      const { exitCode, stderr } = await project.mullion("adopt", ...words);
      note("aks", "none", "", "", "not asked");
      assert.equal(exitCode, 1);
      assert.match(
        stderr,
        /--prove is for clusters that the local cloud has.*\n.*\n.*managedClusters\/old' does not/,
      );
      assert.deepEqual(
        fs.readdirSync(project.folder).filter((name) => name.includes("legacy")),
        [],
      );
    } finally {
      await project.remove();
    }
  });
});

/** Imports for good, deploys what the cluster lacks, and finds nothing left to do. */
async function goOn(project: Project, hasCopies: boolean): Promise<void> {
  const again = await project.mullion("adopt", "old.json", "--stack", "legacy", "--environment", "dev");
  assert.equal(again.exitCode, 1);
  assert.match(again.stderr, /Pulumi\.legacy\.yaml and legacy\.import\.json: exists already/);
  assert.ok(fs.existsSync(path.join(project.folder, "legacy.import.json")));
  const imported = await project.mullion("import", "--stack", "legacy", "legacy.import.json");
  assert.equal(imported.exitCode, 0, imported.stderr);
  assert.equal(/taken out: /.test(imported.stdout), hasCopies);
  const up = await project.mullion("up", "--stack", "legacy", "--yes");
  assert.equal(up.exitCode, 0, `${up.stdout}${up.stderr}`);
  assert.doesNotMatch(up.stdout, takenOver);
  const preview = await project.mullion("preview", "--stack", "legacy", "--expect-no-changes");
  assert.equal(preview.exitCode, 0, `${preview.stdout}${preview.stderr}`);
}

/** Whether everything that there was is there as it was, in the cloud and in the cluster: the same machines, too. */
function stillThere(before: World, after: World): void {
  const left = new Map(after.objects.map((one) => [one.id, one]));
  for (const { id, type, ...was } of before.objects)
    assert.partialDeepStrictEqual(left.get(id), was, `${type} ${id}`);
  const nodes = ({ clusters }: World) =>
    clusters.map((one) => one.nodes.map(({ name, uid }) => ({ name, uid })));
  assert.ok(nodes(before).flat().length > 0);
  assert.deepEqual(nodes(after), nodes(before));
}
