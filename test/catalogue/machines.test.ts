import assert from "node:assert/strict";

import { eksWindowsMaxPods, instanceFamilies, instanceType } from "../../catalogue/instance-types";
import { vmSeries, vmSize, type VmSeriesRow } from "../../catalogue/vm-sizes";

describe("vmSize", () => {
  const cases: readonly (readonly [string, number, number, readonly number[], boolean, boolean])[] = [
    ["Standard_D2s_v3", 2, 8, [1, 2], true, false],
    ["Standard_D64s_v3", 64, 256, [1, 2], true, false],
    ["Standard_D4s_v5", 4, 16, [1, 2], false, false],
    ["Standard_D96as_v5", 96, 384, [1, 2], false, false],
    ["Standard_D8ds_v5", 8, 32, [1, 2], true, false],
    ["Standard_D16ads_v5", 16, 64, [1, 2], true, false],
    ["Standard_D192s_v6", 192, 768, [2], false, false],
    ["Standard_D4as_v6", 4, 16, [2], false, false],
    ["Standard_D128ds_v6", 128, 512, [2], true, false],
    ["Standard_E64s_v5", 64, 512, [1, 2], false, false],
    ["Standard_E96s_v5", 96, 672, [1, 2], false, false],
    ["Standard_F72s_v2", 72, 144, [1, 2], true, false],
    ["Standard_B4s_v2", 4, 16, [1, 2], false, true],
    ["Standard_B4ls_v2", 4, 8, [1, 2], false, true],
  ];
  for (const [size, vCpus, memoryGiB, generations, ephemeralOsDisk, burstable] of cases) {
    it(`knows ${size}`, () => {
      const row = vmSize(size);
      assert.deepEqual(
        [
          row?.size,
          row?.vCpus,
          row?.memoryGiB,
          row?.generations,
          row?.ephemeralOsDisk,
          row?.burstable,
          row?.source,
        ],
        [size, vCpus, memoryGiB, generations, ephemeralOsDisk, burstable, ["azure-vm-sizes"]],
      );
    });
  }

  it("looks past case, as Azure does", () => {
    assert.equal(vmSize("STANDARD_d4S_V5")?.size, "Standard_D4s_v5");
    assert.equal(vmSize("standard_d4s_v5")?.series, "Dsv5");
  });

  for (const size of [
    "",
    "Standard_D4s",
    "Standard_D3s_v5",
    "Standard_D128s_v5",
    "D4s_v5",
    "Standard_D{n}s_v5",
    "Standard_D4s_v50",
  ]) {
    it(`does not know ${JSON.stringify(size)}`, () => {
      assert.equal(vmSize(size), undefined);
    });
  }

  it("has every size once, and finds each one", () => {
    const sizes = (vmSeries as readonly VmSeriesRow[]).flatMap(({ pattern, vCpus }) =>
      vCpus.map((count) => pattern.replace("{n}", String(count))),
    );
    assert.equal(new Set(sizes).size, sizes.length);
    for (const size of sizes) assert.equal(vmSize(size)?.size, size);
  });
});

describe("instanceType", () => {
  const cases: readonly (readonly [string, number, number, number])[] = [
    ["t3.medium", 2, 4, 6],
    ["t3.large", 2, 8, 12],
    ["t3a.xlarge", 4, 16, 15],
    ["t3.2xlarge", 8, 32, 15],
    ["m5.large", 2, 8, 10],
    ["m5.xlarge", 4, 16, 15],
    ["m5.2xlarge", 8, 32, 15],
    ["m5n.24xlarge", 96, 384, 50],
    ["m6i.32xlarge", 128, 512, 50],
    ["m6a.48xlarge", 192, 768, 50],
    ["m7i-flex.16xlarge", 64, 256, 50],
    ["m7a.medium", 1, 4, 4],
    ["m8i.large", 2, 8, 20],
    ["m8i.96xlarge", 384, 1536, 64],
    ["m8a.2xlarge", 8, 32, 40],
    ["c5.9xlarge", 36, 72, 30],
    ["c5.18xlarge", 72, 144, 50],
    ["c5a.8xlarge", 32, 64, 30],
    ["c7i.4xlarge", 16, 32, 30],
    ["r5.large", 2, 16, 10],
    ["r7a.12xlarge", 48, 384, 30],
    ["r8i.xlarge", 4, 32, 30],
  ];
  for (const [type, vCpus, memoryGiB, addressesPerInterface] of cases) {
    it(`knows ${type}`, () => {
      assert.deepEqual(instanceType(type), {
        type,
        vCpus,
        memoryGiB,
        addressesPerInterface,
        source: ["vpc-resource-controller-limits", "karpenter-instance-types"],
      });
    });
  }

  for (const type of [
    "",
    "m5",
    "m5.",
    ".large",
    "m5.9xlarge",
    "m5.metal",
    "m5.large.x",
    "m7i-flex.24xlarge",
    "t3.micro",
    "z9.large",
    "m5.toString",
    "t3.toString",
  ]) {
    it(`does not know ${JSON.stringify(type)}`, () => {
      assert.equal(instanceType(type), undefined);
    });
  }

  it("has every family once, and no node smaller than its neighbour", () => {
    const families = instanceFamilies.flatMap((row) => [...row.families]);
    assert.equal(new Set(families).size, families.length);
    for (const row of instanceFamilies) {
      const sizes = Object.entries(row.addresses).map(([size, addresses]) => {
        const found = instanceType(`${row.families[0]}.${size}`);
        assert.equal(found?.addressesPerInterface, addresses);
        return found;
      });
      for (const [index, size] of sizes.entries()) {
        const before = sizes[index - 1];
        if (before === undefined) continue;
        assert.ok(size.vCpus > before.vCpus, size.type);
        assert.ok(size.addressesPerInterface >= before.addressesPerInterface, size.type);
      }
    }
  });
});

describe("eksWindowsMaxPods", () => {
  const cases: readonly (readonly [string, number, number])[] = [
    ["m5.large", 9, 144],
    ["t3.medium", 5, 80],
    ["m5.xlarge", 14, 224],
    ["m8i.large", 19, 304],
  ];
  for (const [type, plain, prefixes] of cases) {
    it(`gives ${type} ${String(plain)} pods, or ${String(prefixes)} with prefix delegation`, () => {
      assert.equal(eksWindowsMaxPods(type, { prefixDelegation: false }), plain);
      assert.equal(eksWindowsMaxPods(type, { prefixDelegation: true }), prefixes);
    });
  }

  it("gives nothing for a type that it does not know", () => {
    assert.equal(eksWindowsMaxPods("z9.large", { prefixDelegation: false }), undefined);
  });
});
