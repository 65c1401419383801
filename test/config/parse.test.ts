import assert from "node:assert/strict";
import { base, configOf, problemsOf } from "./base";

const pool = (change: object) => ({ ...base, nodePools: [{ ...base.nodePools[1], ...change }] });

describe("parseConfig", () => {
  it("fills in defaults", () => {
    const config = configOf();
    assert.equal(config.name, "mullion-dev");
    assert.equal(config.samples, false);
    assert.equal(config.systemPool.count, 3);
    assert.deepEqual(
      config.nodePools.map(({ slot, count }) => ({ slot, count })),
      [
        { slot: "a", count: 1 },
        { slot: "a", count: 1 },
      ],
    );
  });

  it("takes a name of its own before the default", () => {
    assert.equal(configOf({ ...base, name: "orders" }).name, "orders");
  });

  it("names what is missing", () => {
    assert.deepEqual(problemsOf({ ...base, location: undefined }), [
      "location: is missing and must be text; set it",
    ]);
  });

  it("names a setting that it does not know", () => {
    assert.deepEqual(problemsOf({ ...base, locaton: "westeurope" }), [
      "locaton: is not a setting that Mullion knows here; remove it or correct its name",
    ]);
  });

  const names = [
    { name: "w", ok: true },
    { name: "win22", ok: true },
    { name: "win222", ok: false },
    { name: "2win", ok: false },
    { name: "Win", ok: false },
    { name: "", ok: false },
  ];
  for (const { name, ok } of names) {
    it(`${ok ? "takes" : "refuses"} the Windows pool name "${name}"`, () => {
      const expected = `nodePools[0].name: must be 1 to 5 lower-case letters and digits, starting with a letter (AKS allows 6 on Windows and the slot letter takes one), got "${name}"; shorten it (https://learn.microsoft.com/azure/aks/create-node-pools)`;
      assert.deepEqual(problemsOf(pool({ name })), ok ? [] : [expected]);
    });
  }

  it("wants a version in quotes", () => {
    assert.deepEqual(problemsOf({ ...base, cluster: { kubernetesVersion: 1.36 } }), [
      'cluster.kubernetesVersion: must be text, got 1.36; put the version in quotes, for example "1.36": YAML reads 1.30 as 1.3',
    ]);
  });

  it("refuses two pools with the same name in the same slot, and takes them in two slots", () => {
    const [linux] = base.nodePools;
    assert.deepEqual(problemsOf({ ...base, nodePools: [linux, linux] }), [
      'nodePools[1].name: must be unique within slot a, but nodePools[0] has the same name and slot, got "linux"; rename one of them, or put one into the other slot',
    ]);
    assert.deepEqual(problemsOf({ ...base, nodePools: [linux, { ...linux, slot: "b" }] }), []);
  });

  it("refuses a Windows release that AKS has no images of at the cluster's version", () => {
    const at = (release: string, kubernetesVersion: string) =>
      problemsOf({ ...pool({ release }), cluster: { kubernetesVersion } }).length;
    assert.equal(at("2022", "1.36"), 0);
    assert.equal(at("2022", "1.37"), 1);
    assert.equal(at("2025", "1.37"), 0);
    assert.equal(at("2019", "1.32"), 1, "retired on 2026-03-01");
  });
});
