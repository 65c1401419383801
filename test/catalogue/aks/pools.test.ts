import assert from "node:assert/strict";

import {
  aksDefaultMaxPods,
  aksDefaultOsDiskGiB,
  aksMaxPodsLimits,
  aksMaxPodsProblem,
  aksNodeCountLimits,
  aksPoolImmutableProperties,
  aksPoolName,
  aksPoolSources,
  aksSystemPoolFloor,
  aksUpgradeLimits,
  aksWindowsVmSizeSupport,
} from "../../../catalogue/aks";
import { impactRows } from "../../../catalogue/impact";
import { sourceIds } from "../../../catalogue/source";

describe("aksPoolName", () => {
  it("lets Windows names have 6 characters and Linux names 12", () => {
    assert.equal(aksPoolName.Windows.pattern.test("abcdef"), true);
    assert.equal(aksPoolName.Windows.pattern.test("abcdefg"), false);
    assert.equal(aksPoolName.Linux.pattern.test("abcdefghijkl"), true);
    assert.equal(aksPoolName.Linux.pattern.test("abcdefghijklm"), false);
    assert.deepEqual([aksPoolName.Windows.maxLength, aksPoolName.Linux.maxLength], [6, 12]);
  });

  for (const name of ["", "1abc", "Abc", "a-b", "a_b", "ä", " a", "a "]) {
    it(`refuses ${JSON.stringify(name)} on both systems`, () => {
      assert.equal(aksPoolName.Windows.pattern.test(name), false);
      assert.equal(aksPoolName.Linux.pattern.test(name), false);
    });
  }

  it("says its rule in words", () => {
    assert.equal(aksPoolName.Windows.rule, "1 to 6 lower-case letters and digits, starting with a letter");
    assert.equal(aksPoolName.Linux.rule, "1 to 12 lower-case letters and digits, starting with a letter");
  });
});

describe("aksPoolImmutableProperties", () => {
  it("are the properties of the impact table that Azure refuses although an update is planned", () => {
    const refused = impactRows["aks:AgentPool"].filter(
      ({ provider, inPlace, when }) =>
        provider === "update" && inPlace === "refused" && (when === undefined || when.os === "Windows"),
    );
    const roots = new Set(refused.map(({ path }) => path));
    assert.deepEqual(
      aksPoolImmutableProperties.filter((path) => !roots.has(path)),
      [],
    );
    // What Mullion has no use for need not be in replaceOnChanges.
    const unused = [
      "podIPAllocationMode",
      "creationData",
      "workloadRuntime",
      "gatewayProfile",
      "gpuProfile",
      "virtualMachinesProfile",
    ];
    assert.deepEqual(
      [...roots].filter((path) => !(aksPoolImmutableProperties as readonly string[]).includes(path)).sort(),
      unused.sort(),
    );
  });
});

describe("the limits of AKS pools", () => {
  it("are those of the sources", () => {
    assert.deepEqual(aksDefaultMaxPods, { overlay: 250, podSubnet: 110, nodeSubnet: 30, kubenet: 110 });
    assert.deepEqual(aksMaxPodsLimits, { min: 10, max: 250, minPerPool: 30 });
    assert.deepEqual(aksUpgradeLimits, {
      drainTimeoutMinutes: { min: 1, max: 1440, default: 30 },
      nodeSoakMinutes: { min: 0, max: 30, default: 0 },
    });
    assert.deepEqual(aksNodeCountLimits, { systemMin: 1, userMin: 0, perPool: 1000, perCluster: 5000 });
    assert.deepEqual(aksSystemPoolFloor, { vCpus: 4, memoryGiB: 4, advisedNodes: 2 });
  });

  it("have sources that exist", () => {
    for (const ids of Object.values(aksPoolSources)) {
      assert.ok(ids.length > 0);
      for (const id of ids) assert.ok(sourceIds.includes(id), id);
    }
  });
});

describe("aksDefaultOsDiskGiB", () => {
  const cases: readonly (readonly [number, number])[] = [
    [1, 128],
    [7, 128],
    [8, 256],
    [15, 256],
    [16, 512],
    [63, 512],
    [64, 1024],
    [192, 1024],
  ];
  for (const [vCpus, gib] of cases) {
    it(`gives ${String(gib)} GiB to ${String(vCpus)} vCPUs`, () => {
      assert.equal(aksDefaultOsDiskGiB(vCpus), gib);
    });
  }
});

describe("aksMaxPodsProblem", () => {
  const cases: readonly (readonly [number, number, string | undefined])[] = [
    [9, 10, "must be a whole number from 10 to 250, got 9"],
    [10, 3, undefined],
    [250, 1, undefined],
    [251, 1, "must be a whole number from 10 to 250, got 251"],
    [30.5, 1, "must be a whole number from 10 to 250, got 30.5"],
    [10, 2, "must give the pool room for 30 pods, got 10 on 2 nodes"],
    [29, 1, "must give the pool room for 30 pods, got 29 on 1 nodes"],
    [30, 1, undefined],
    [15, 2, undefined],
    [10, 0, undefined],
  ];
  for (const [maxPods, nodes, problem] of cases) {
    it(`says ${problem ?? "nothing"} about ${String(maxPods)} on ${String(nodes)} nodes`, () => {
      assert.equal(aksMaxPodsProblem(maxPods, nodes), problem);
    });
  }
});

describe("aksWindowsVmSizeSupport", () => {
  it("takes sizes that boot the SKU's generation", () => {
    assert.deepEqual(aksWindowsVmSizeSupport("Windows2022", "Standard_D4s_v5"), {
      verdict: "ok",
      reason: "Standard_D4s_v5 boots the generation 1 image of Windows2022.",
      source: ["aks-gen2", "azure-vm-sizes"],
    });
    assert.equal(
      aksWindowsVmSizeSupport("Windows2025", "standard_d4s_v6").reason,
      "Standard_D4s_v6 boots the generation 2 image of Windows2025.",
    );
  });

  it("warns about Windows2022 on sizes of generation 2 only", () => {
    assert.deepEqual(aksWindowsVmSizeSupport("Windows2022", "Standard_D4s_v6"), {
      verdict: "warn",
      reason:
        "Standard_D4s_v6 boots generation 2 only, and Windows2022 nodes are generation 1 unless the request carries the header UseWindowsGen2VM=true, which azure-native does not send.",
      source: ["aks-gen2", "azure-vm-sizes"],
    });
  });

  it("says when it does not know the size", () => {
    assert.deepEqual(aksWindowsVmSizeSupport("Windows2022", "Standard_X1"), {
      verdict: "warn",
      reason: 'The catalogue does not know the VM size "Standard_X1".',
      source: ["azure-vm-sizes"],
    });
  });
});
