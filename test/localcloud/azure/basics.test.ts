import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { availableUpgrades, compareVersions, resolveVersion } from "../../../localcloud/azure/aks/versions";
import { machineOf, defaultManagedDiskGiB } from "../../../localcloud/azure/aks/machine";
import { kubernetesMinors, osSkus } from "../../../localcloud/azure/aks/facts";
import { base36Of, digitsOf, guidOf, hexOf } from "../../../localcloud/clouds/identifiers";
import { overlay, sameJson, without, withoutNulls } from "../../../localcloud/clouds/json";
import { contains, overlaps, parseAddress, parseCidr, size } from "../../../localcloud/clouds/cidr";
import { nameAfter, parseResourceId } from "../../../localcloud/azure/resource-id";
import { timeScale, waitMinutes } from "../../../localcloud/clouds/time";

describe("azure address ranges", () => {
  it("are read, or refused when they are none", () => {
    assert.deepEqual(parseCidr("10.0.0.0/24"), { first: 167772160, last: 167772415 });
    for (const text of ["10.0.0.1/24", "10.0.0.0/33", "10.0.0/24", "10.0.0.256/32", "10.0.0.0", "::/64", ""])
      assert.equal(parseCidr(text), undefined, text);
    assert.equal(parseAddress("0.0.1.2"), 258);
    assert.equal(size(parseCidr("10.0.0.0/20") ?? assert.fail()), 4096);
  });

  it("overlap both ways, and what contains overlaps", () => {
    const range = fc
      .tuple(fc.nat(2 ** 20), fc.nat(2 ** 10))
      .map(([first, length]) => ({ first, last: first + length }));
    fc.assert(
      fc.property(range, range, (a, b) => {
        assert.equal(overlaps(a, b), overlaps(b, a));
        if (contains(a, b)) assert.ok(overlaps(a, b));
        assert.equal(overlaps(a, b), a.last >= b.first && b.last >= a.first);
      }),
    );
  });
});

describe("azure resource ids", () => {
  it("are taken apart, extensions of other resources too", () => {
    const network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v";
    assert.deepEqual(parseResourceId(network), {
      text: network,
      key: network.toLowerCase(),
      subscription: "s",
      resourceGroup: "g",
      type: "Microsoft.Network/virtualNetworks",
      name: "v",
      parent: "/subscriptions/s/resourceGroups/g",
    });
    const subnet = parseResourceId(`${network}/subnets/a`);
    assert.deepEqual(
      [subnet.type, subnet.name, subnet.parent],
      ["Microsoft.Network/virtualNetworks/subnets", "a", network],
    );
    const role = parseResourceId(`${network}/subnets/a/providers/Microsoft.Authorization/roleAssignments/r`);
    assert.deepEqual(
      [role.type, role.parent],
      ["Microsoft.Authorization/roleAssignments", `${network}/subnets/a`],
    );
    assert.equal(
      parseResourceId("/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/r").parent,
      undefined,
    );
    assert.equal(nameAfter(network, "VIRTUALNETWORKS"), "v");
  });
});

describe("azure bodies", () => {
  it("are laid over defaults: given values win, objects merge, null and nothing leave the default", () => {
    assert.deepEqual(overlay({ a: 1, b: { c: 2, d: 3 }, e: [1] }, { b: { c: 4 }, e: [], f: null, a: null }), {
      a: 1,
      b: { c: 4, d: 3 },
      e: [],
      f: null,
    });
    assert.deepEqual(withoutNulls({ a: null, b: { c: null, d: 1 } }), { b: { d: 1 } });
    assert.deepEqual(without({ a: 1, b: 2 }, ["a"]), { b: 2 });
  });

  it("are equal whatever the order of their keys", () => {
    assert.ok(sameJson({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 }));
    assert.ok(!sameJson([1, 2], [2, 1]));
    assert.ok(!sameJson({ a: undefined as unknown as null }, { a: null }));
  });
});

describe("azure made-up identifiers", () => {
  it("are the same for the same seed, of the asked form", () => {
    assert.equal(guidOf("a"), guidOf("a"));
    assert.notEqual(guidOf("a"), guidOf("b"));
    fc.assert(
      fc.property(fc.string(), (seed) => {
        assert.match(guidOf(seed), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
        assert.match(digitsOf(seed, 8), /^[1-9]\d{7}$/);
        assert.match(base36Of(seed, 8), /^[0-9a-z]{8}$/);
        assert.match(hexOf(seed, 24), /^[0-9a-f]{24}$/);
      }),
    );
  });
});

describe("azure time", () => {
  it("is scaled by a variable that must be a number", () => {
    assert.equal(timeScale({}), 0);
    assert.equal(timeScale({ MULLION_TIME_SCALE: "0.01" }), 0.01);
    for (const text of ["-1", "fast", "NaN"])
      assert.throws(() => timeScale({ MULLION_TIME_SCALE: text }), new RegExp(`at least 0, got "${text}"`));
  });

  it("stands still at scale 0, and ends when the caller gives up", async () => {
    await waitMinutes(1_000_000, 0);
    const abort = new AbortController();
    const waiting = waitMinutes(1_000, 1, abort.signal);
    abort.abort();
    await assert.rejects(waiting, { name: "AbortError" });
    await assert.rejects(waitMinutes(0, 0, abort.signal), { name: "AbortError" });
  });
});

describe("AKS versions and machines", () => {
  it("resolve minors to their newest patch and compare by number", () => {
    assert.deepEqual(
      [resolveVersion("1.35"), resolveVersion("1.35.7"), resolveVersion("1.35.99"), resolveVersion("1.9")],
      ["1.35.8", "1.35.7", undefined, undefined],
    );
    assert.ok(
      compareVersions("1.9.0", "1.10.0") < 0 &&
        compareVersions("1.35.8", "1.35.7") > 0 &&
        compareVersions("1.35", "1.35.0") === 0,
    );
    assert.deepEqual(availableUpgrades("1.35.7"), ["1.35.8", "1.36.2", "1.36.3"]);
    assert.deepEqual(availableUpgrades("1.37.1"), []);
  });

  it("are in order, without a gap, and long-term support ends later", () => {
    assert.ok(kubernetesMinors.length > 0);
    kubernetesMinors.forEach(({ minor, patches, supportedUntil, longTermSupportUntil }, index) => {
      assert.equal(minor, `1.${String(32 + index)}`);
      assert.ok(patches.every((patch) => patch.startsWith(`${minor}.`)));
      assert.ok(supportedUntil < longTermSupportUntil);
    });
  });

  it("give every SKU a node and an image, and Windows its build in both", () => {
    for (const [name, sku] of Object.entries(osSkus)) {
      const image = sku.images.at(-1) ?? assert.fail(name);
      assert.equal(sku.os === "Windows", name.startsWith("Windows"));
      const [, build] = /^10\.0\.(\d{5})\.\d+$/.exec(sku.node.kernelVersion) ?? [];
      if (sku.os === "Windows") assert.ok(build !== undefined && image.includes(build), name);
    }
  });

  it("read VM sizes from their names", () => {
    assert.deepEqual(machineOf("Standard_D4s_v5"), { vcpus: 4, memoryGiB: 16, localDiskGiB: 0, family: "D" });
    assert.deepEqual(machineOf("Standard_D8ds_v5"), {
      vcpus: 8,
      memoryGiB: 32,
      localDiskGiB: 300,
      family: "D",
    });
    assert.deepEqual(machineOf("Standard_B4ls_v2"), { vcpus: 4, memoryGiB: 8, localDiskGiB: 0, family: "B" });
    assert.equal(machineOf("Standard_E16-4ads_v5")?.memoryGiB, 128);
    for (const size of ["D4s_v5", "Standard_Z4", "Standard_D"])
      assert.equal(machineOf(size), undefined, size);
    assert.deepEqual([7, 8, 16, 64].map(defaultManagedDiskGiB), [128, 256, 512, 1024]);
  });
});
