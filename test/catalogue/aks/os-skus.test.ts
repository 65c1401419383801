import assert from "node:assert/strict";

import fc from "fast-check";

import {
  aksDefaultWindowsSku,
  aksRequiresFips,
  aksWindowsSkuList,
  aksWindowsSkus,
  aksWindowsSkuSupport,
  isAksWindowsSku,
} from "../../../catalogue/aks";
import { compareMinors, type KubernetesMinor } from "../../../catalogue/kubernetes-minors";
import type { IsoDate } from "../../../catalogue/source";
import { windowsReleases } from "../../../catalogue/windows-releases";

const today: IsoDate = "2026-11-23";

describe("aksWindowsSkus", () => {
  it("keeps every SKU under its own name and gives it a release that exists", () => {
    for (const [name, row] of Object.entries(aksWindowsSkus)) {
      assert.equal(row.osSku, name);
      assert.ok(Object.hasOwn(windowsReleases, row.release));
    }
    assert.equal(aksWindowsSkuList.length, 4);
  });

  it("puts minors and days in order", () => {
    for (const {
      firstMinor = "1.0",
      lastMinor = "1.999",
      available = "0000-00-00",
      retired,
      imagesDeleted,
    } of aksWindowsSkuList) {
      assert.ok(compareMinors(firstMinor, lastMinor) < 0);
      assert.ok(retired === undefined || available < retired);
      assert.ok(retired === undefined || imagesDeleted === undefined || retired < imagesDeleted);
      assert.equal(retired === undefined, imagesDeleted === undefined);
    }
  });

  it("knows what the sources say about the default, and that they disagree", () => {
    assert.equal(aksDefaultWindowsSku.conflicts.length, 2);
    assert.match(aksDefaultWindowsSku.rule, /^Always send osSKU/);
  });
});

describe("isAksWindowsSku", () => {
  it("knows the Windows SKUs and nothing else", () => {
    assert.deepEqual(
      [
        "Windows2019",
        "Windows2022",
        "Windows2025",
        "WindowsAnnual",
        "Ubuntu",
        "windows2022",
        "Windows2016",
        "",
        "toString",
      ].filter(isAksWindowsSku),
      ["Windows2019", "Windows2022", "Windows2025", "WindowsAnnual"],
    );
  });
});

describe("aksRequiresFips", () => {
  it("is for Windows2025 only", () => {
    assert.deepEqual(
      ["Windows2019", "Windows2022", "Windows2025", "WindowsAnnual", "Ubuntu"].filter(aksRequiresFips),
      ["Windows2025"],
    );
  });
});

describe("aksWindowsSkuSupport", () => {
  const source = {
    Windows2019: ["aks-upgrade-windows-os", "aks-windows-faq", "aks-changelog"],
    Windows2022: ["aks-upgrade-windows-os", "aks-windows-faq", "aks-changelog"],
    Windows2025: ["aks-upgrade-windows-os", "aks-fips", "aks-create-node-pools", "aks-changelog"],
    WindowsAnnual: ["aks-windows-annual-retirement", "aks-changelog"],
  } as const;
  const cases: readonly (readonly [keyof typeof source, KubernetesMinor, IsoDate, string, string])[] = [
    [
      "Windows2019",
      "1.33",
      "2026-02-01",
      "deny",
      "AKS has no Windows2019 node images for Kubernetes 1.33; the last minor with them is 1.32.",
    ],
    [
      "Windows2019",
      "1.32",
      "2026-02-28",
      "warn",
      "AKS retires Windows2019 on 2026-03-01 and deletes its node images on 2027-04-01.",
    ],
    ["Windows2019", "1.32", "2025-02-28", "ok", "AKS supports Windows2019 at Kubernetes 1.32."],
    [
      "Windows2019",
      "1.32",
      "2026-03-01",
      "deny",
      "AKS retired Windows2019 on 2026-03-01 and deletes its node images on 2027-04-01.",
    ],
    [
      "Windows2022",
      "1.24",
      today,
      "deny",
      "AKS has no Windows2022 node images for Kubernetes 1.24; the first minor with them is 1.25.",
    ],
    ["Windows2022", "1.25", today, "ok", "AKS supports Windows2022 at Kubernetes 1.25."],
    ["Windows2022", "1.36", today, "ok", "AKS supports Windows2022 at Kubernetes 1.36."],
    [
      "Windows2022",
      "1.37",
      today,
      "deny",
      "AKS has no Windows2022 node images for Kubernetes 1.37; the last minor with them is 1.36.",
    ],
    ["Windows2022", "1.36", "2027-06-30", "ok", "AKS supports Windows2022 at Kubernetes 1.36."],
    [
      "Windows2022",
      "1.36",
      "2027-07-01",
      "warn",
      "AKS retires Windows2022 on 2028-06-30 and deletes its node images on 2029-06-30.",
    ],
    [
      "Windows2022",
      "1.36",
      "2028-06-29",
      "warn",
      "AKS retires Windows2022 on 2028-06-30 and deletes its node images on 2029-06-30.",
    ],
    [
      "Windows2022",
      "1.36",
      "2028-06-30",
      "deny",
      "AKS retired Windows2022 on 2028-06-30 and deletes its node images on 2029-06-30.",
    ],
    [
      "Windows2025",
      "1.31",
      today,
      "deny",
      "AKS has no Windows2025 node images for Kubernetes 1.31; the first minor with them is 1.32.",
    ],
    ["Windows2025", "1.32", today, "ok", "AKS supports Windows2025 at Kubernetes 1.32."],
    ["Windows2025", "1.37", today, "ok", "AKS supports Windows2025 at Kubernetes 1.37."],
    ["Windows2025", "1.36", "2026-05-28", "warn", "Windows2025 is a preview on AKS until 2026-05-29."],
    ["Windows2025", "1.36", "2026-05-29", "ok", "AKS supports Windows2025 at Kubernetes 1.36."],
    [
      "Windows2025",
      "1.38",
      today,
      "warn",
      "The catalogue knows AKS up to Kubernetes 1.37; whether 1.38 has Windows2025 node images is not known.",
    ],
    [
      "WindowsAnnual",
      "1.33",
      today,
      "deny",
      "AKS retired WindowsAnnual on 2026-05-15 and deletes its node images on 2027-05-15.",
    ],
  ];
  for (const [sku, minor, asOf, verdict, reason] of cases) {
    it(`judges ${sku} at ${minor} on ${asOf}: ${verdict}`, () => {
      assert.deepEqual(aksWindowsSkuSupport(sku, minor, asOf), { verdict, reason, source: source[sku] });
    });
  }

  it("denies what is no Windows SKU, with the list", () => {
    assert.deepEqual(aksWindowsSkuSupport("Ubuntu", "1.36", today), {
      verdict: "deny",
      reason:
        '"Ubuntu" is not a Windows osSKU of AKS (Windows2019, Windows2022, Windows2025, WindowsAnnual).',
      source: ["aks-rest-2026-05-01"],
    });
  });

  it("never turns milder as a SKU with a retirement grows older", () => {
    const rank = { ok: 0, warn: 1, deny: 2 };
    const day = fc
      .date({ min: new Date("2024-01-01"), max: new Date("2031-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10) as IsoDate);
    fc.assert(
      fc.property(fc.constantFrom("Windows2019", "Windows2022"), day, day, (sku, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const at = (asOf: IsoDate): number => rank[aksWindowsSkuSupport(sku, "1.32", asOf).verdict];
        return at(early) <= at(late);
      }),
    );
  });
});
