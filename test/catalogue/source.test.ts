import assert from "node:assert/strict";

import { daysBetween, holdsOn, isIsoDate, source, sourceIds, sourceUrl } from "../../catalogue/source";

describe("the registry of sources", () => {
  it("has sources", () => {
    assert.ok(sourceIds.length > 100, `only ${String(sourceIds.length)}`);
  });

  for (const id of sourceIds) {
    it(`says what ${id} is, when it was read and how far it can be trusted`, () => {
      const entry = source(id);
      assert.equal(entry.id, id);
      assert.match(entry.title, /^\S.{5,}\S$/);
      assert.ok(isIsoDate(entry.read), entry.read);
      assert.ok(entry.read <= "2026-11-23", "read before the catalogue was written");
      assert.ok(["high", "medium", "low"].includes(entry.confidence));
      if (entry.url !== undefined) assert.equal(new URL(entry.url).protocol, "https:");
      if (id !== "mullion-inference") assert.ok(entry.url ?? entry.file, "an address or a file");
    });
  }
});

describe("sourceUrl", () => {
  it("gives the first address there is", () => {
    assert.equal(
      sourceUrl(["aks-fips", "aks-gen2"]),
      "https://learn.microsoft.com/azure/aks/enable-fips-nodes",
    );
    assert.equal(
      sourceUrl(["mullion-inference", "aks-gen2"]),
      "https://learn.microsoft.com/azure/aks/generation-2-vms",
    );
  });

  it("gives nothing when no source has an address", () => {
    assert.equal(sourceUrl(["mullion-inference"]), undefined);
    assert.equal(sourceUrl([]), undefined);
  });
});

describe("isIsoDate", () => {
  for (const text of ["2026-11-23", "2024-02-29", "2000-01-01", "2026-12-31"]) {
    it(`takes ${text}`, () => {
      assert.equal(isIsoDate(text), true);
    });
  }

  for (const text of [
    "",
    "2026-1-2",
    "2026-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "26-11-23",
    "2026-11-23T00:00:00Z",
    "x2026-11-23",
    "2026-11-23x",
    "2026/11/23",
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(isIsoDate(text), false);
    });
  }
});

describe("holdsOn", () => {
  it("includes both ends", () => {
    const row = { validFrom: "2026-01-02", validUntil: "2026-01-04" } as const;
    assert.deepEqual(
      (["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"] as const).map((day) =>
        holdsOn(row, day),
      ),
      [false, true, true, true, false],
    );
  });

  it("takes a missing end as open", () => {
    assert.equal(holdsOn({}, "1999-01-01"), true);
    assert.equal(holdsOn({ validFrom: "2026-01-02" }, "2999-01-01"), true);
    assert.equal(holdsOn({ validUntil: "2026-01-02" }, "1999-01-01"), true);
    assert.equal(holdsOn({ validUntil: "2026-01-02" }, "2026-01-03"), false);
  });
});

describe("daysBetween", () => {
  it("counts whole days in both directions and over leap days", () => {
    assert.equal(daysBetween("2026-11-23", "2026-11-23"), 0);
    assert.equal(daysBetween("2026-11-23", "2026-12-02"), 9);
    assert.equal(daysBetween("2026-12-02", "2026-11-23"), -9);
    assert.equal(daysBetween("2028-02-28", "2028-03-01"), 2);
  });
});
