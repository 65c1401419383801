import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { resultTable } from "../scenarios/results";
import { OtherCluster } from "./other-program";

/** A cluster as somebody else makes it, and what adopting it must say. */
interface Shape {
  readonly kind: "aks" | "eks";
  readonly title: string;
  readonly shape: object;
  /** Words of the report. */
  readonly says: readonly RegExp[];
}

const windows = { windowsProfile: { adminUsername: "azureuser", adminPassword: "Abcdef!234567890" } };
const npwin = { agentPoolName: "npwin", osType: "Windows", osSKU: "Windows2022" };

const shapes: readonly Shape[] = [
  {
    kind: "aks",
    title: "minimal, Linux only",
    shape: {},
    says: [/ManagedCluster old/, /OIDC|Local accounts/],
  },
  {
    kind: "aks",
    title: "Windows 2022",
    shape: { cluster: windows, pools: [npwin] },
    says: [/AgentPool npwin/, /npwin: The name has no slot letter/],
  },
  {
    kind: "aks",
    title: "Windows 2022 and 2025",
    shape: {
      cluster: windows,
      pools: [npwin, { agentPoolName: "win25b", osType: "Windows", osSKU: "Windows2025", enableFIPS: true }],
    },
    says: [/AgentPool win25b/],
  },
  {
    kind: "aks",
    title: "Windows inline",
    shape: {
      cluster: windows,
      inline: [
        {
          name: "npwin",
          mode: "User",
          osType: "Windows",
          osSKU: "Windows2022",
          type: "VirtualMachineScaleSets",
        },
      ],
    },
    says: [/AgentPool npwin/, /mullion settle/],
  },
  {
    kind: "aks",
    title: "a network of one's own, spot, labels and taints",
    shape: {
      ownNetwork: true,
      pools: [
        {
          agentPoolName: "batch",
          osType: "Linux",
          scaleSetPriority: "Spot",
          nodeLabels: { team: "blue" },
          nodeTaints: ["dedicated=batch:NoSchedule"],
          enableAutoScaling: true,
          minCount: 1,
          maxCount: 3,
        },
      ],
    },
    says: [/AgentPool batch/],
  },
  {
    kind: "aks",
    title: "kubenet",
    shape: { cluster: { networkProfile: { networkPlugin: "kubenet" } } },
    says: [/networkPlugin is kubenet, with which no Windows nodes work/],
  },
  {
    kind: "eks",
    title: "Linux and managed Windows, fixed names",
    shape: {
      groups: [
        {
          os: "windows",
          nodeGroupName: "win-2022",
          amiType: "WINDOWS_CORE_2022_x86_64",
          instanceTypes: ["m6i.xlarge"],
          labels: { team: "blue" },
          taints: [{ key: "dedicated", value: "iis", effect: "NO_SCHEDULE" }],
        },
      ],
    },
    says: [/NodeGroup win-2022/, /workers: Its name is fixed/],
  },
  {
    kind: "eks",
    title: "more add-ons, aws-auth only",
    shape: {
      addOns: ["aws-ebs-csi-driver"],
      cluster: { accessConfig: { authenticationMode: "CONFIG_MAP" } },
    },
    says: [/aws-auth only/],
  },
];

describe("adopting clusters that another program made", () => {
  const note = resultTable("Adoption", "cloud", "preview after the import", "made by the first up");
  for (const { kind, title, shape, says } of shapes) {
    it(`${kind}: ${title}`, async () => {
      const other = new OtherCluster(kind, kind === "aks" ? "old" : "Old_Cluster");
      try {
        await other.make(shape);
        const { exitCode, stdout, stderr } = await other.adopt();
        const [, taken = "?", made = "?"] =
          /changes nothing \((\d+) taken over, (\d+) to be made\)/.exec(stdout) ?? [];
        note(kind, exitCode === 0 ? `empty, ${taken} taken over` : "NOT EMPTY", made);
        assert.equal(exitCode, 0, `${stdout}${stderr}`);
        for (const words of says) assert.match(stdout, words);
      } finally {
        await other.project.remove();
      }
    });
  }

  it("aks: imported for good, deployed, and nothing left to do; nothing is ever overwritten", async () => {
    const other = new OtherCluster("aks", "old");
    const { project } = other;
    try {
      await other.make({ cluster: windows, pools: [npwin] });
      assert.equal((await other.adopt()).exitCode, 0);
      const again = await other.adopt();
      assert.equal(again.exitCode, 1);
      assert.match(again.stderr, /Pulumi\.legacy\.yaml and legacy\.import\.json: exists already/);
      assert.ok(fs.existsSync(path.join(project.folder, "legacy.import.json")));
      const imported = await project.mullion("import", "--stack", "legacy", "legacy.import.json");
      assert.equal(imported.exitCode, 0, imported.stderr);
      assert.match(imported.stdout, /taken out: npwin/);
      const up = await project.mullion("up", "--stack", "legacy", "--yes");
      assert.equal(up.exitCode, 0, `${up.stdout}${up.stderr}`);
      assert.doesNotMatch(up.stdout, /^.*azure-native:containerservice:\S+ .* (update|replace)$/m);
      const preview = await project.mullion("preview", "--stack", "legacy", "--expect-no-changes");
      note("aks", preview.exitCode === 0 ? "empty after the first up" : "NOT EMPTY", "0");
      assert.equal(preview.exitCode, 0, `${preview.stdout}${preview.stderr}`);
    } finally {
      await project.remove();
    }
  });
});
