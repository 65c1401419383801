import assert from "node:assert/strict";

import fc from "fast-check";

import {
  compareMinors,
  kubernetesMinors,
  minorNoticeDays,
  minorPhase,
  minorRow,
  minorSupport,
  nodeSkew,
  parseMinor,
  type Platform,
} from "../../../catalogue/kubernetes-minors";
import { daysBetween, type IsoDate } from "../../../catalogue/source";

describe("kubernetesMinors", () => {
  for (const [platform, rows] of Object.entries(kubernetesMinors)) {
    it(`has every minor of ${platform} once, oldest first, without a gap`, () => {
      const distances = rows
        .slice(1)
        .map((row, index) => compareMinors(row.minor, rows[index]?.minor ?? "1.0"));
      assert.ok(rows.length >= 4);
      assert.deepEqual(
        distances,
        distances.map(() => 1),
      );
    });

    it(`supports each minor of ${platform} from its first day to its last, and later minors later`, () => {
      for (const [index, row] of rows.entries()) {
        assert.ok(row.available < row.standardEnd, row.minor);
        assert.ok(row.extendedEnd === undefined || row.standardEnd < row.extendedEnd, row.minor);
        const before = rows[index - 1];
        if (before === undefined) continue;
        assert.ok(before.available < row.available, row.minor);
        assert.ok(before.standardEnd < row.standardEnd, row.minor);
        assert.ok(
          row.available <= before.standardEnd,
          `${row.minor} is on offer before support of ${before.minor} ends`,
        );
      }
    });

    it(`says on which day or month support on ${platform} ends`, () => {
      for (const row of rows) assert.ok(["day", "month"].includes(row.precision), row.minor);
    });
  }

  it("has extended support on AKS and EKS, and none upstream", () => {
    assert.ok(kubernetesMinors.aks.every(({ extendedEnd }) => extendedEnd !== undefined));
    assert.ok(kubernetesMinors.eks.every(({ extendedEnd }) => extendedEnd !== undefined));
    assert.ok(kubernetesMinors.upstream.every(({ extendedEnd }) => extendedEnd === undefined));
  });

  it("marks what is not first-hand", () => {
    assert.equal(minorRow("aks", "1.37")?.confidence, "low");
    assert.equal(minorRow("aks", "1.36")?.confidence, undefined);
    assert.equal(minorRow("eks", "1.36")?.confidence, "medium");
  });
});

describe("minorPhase", () => {
  const cases: readonly (readonly [Platform, `1.${number}`, IsoDate, string])[] = [
    ["aks", "1.36", "2026-05-31", "planned"],
    ["aks", "1.36", "2026-06-01", "standard"],
    ["aks", "1.36", "2027-06-30", "standard"],
    ["aks", "1.36", "2027-07-01", "extended"],
    ["aks", "1.36", "2028-06-30", "extended"],
    ["aks", "1.36", "2028-07-01", "ended"],
    ["aks", "1.30", "2025-08-22", "standard"],
    ["aks", "1.30", "2025-08-23", "extended"],
    ["aks", "1.31", "2026-11-23", "extended"],
    ["aks", "1.38", "2026-11-23", "unknown"],
    ["eks", "1.34", "2026-12-02", "standard"],
    ["eks", "1.34", "2026-12-03", "extended"],
    ["eks", "1.34", "2027-12-03", "ended"],
    ["upstream", "1.34", "2026-10-31", "standard"],
    ["upstream", "1.34", "2026-11-01", "ended"],
    ["upstream", "1.37", "2026-08-25", "planned"],
    ["upstream", "1.37", "2026-08-26", "standard"],
    ["upstream", "1.37", "2027-10-29", "ended"],
  ];
  for (const [platform, minor, asOf, phase] of cases) {
    it(`says ${phase} for ${minor} on ${platform} on ${asOf}`, () => {
      assert.equal(minorPhase(platform, minor, asOf), phase);
    });
  }
});

describe("minorSupport", () => {
  const aks = ["aks-versions"];
  const cases: readonly (readonly [Platform, `1.${number}`, IsoDate, ReturnType<typeof minorSupport>])[] = [
    [
      "aks",
      "1.36",
      "2026-05-31",
      {
        verdict: "warn",
        reason: "Kubernetes 1.36 is not on offer before 2026-06-01, says AKS.",
        source: ["aks-versions"],
      },
    ],
    [
      "aks",
      "1.36",
      "2026-11-23",
      {
        verdict: "ok",
        reason: "Kubernetes 1.36 has standard support of AKS until 2027-06-30.",
        source: ["aks-versions"],
      },
    ],
    [
      "aks",
      "1.36",
      "2027-04-30",
      {
        verdict: "ok",
        reason: "Kubernetes 1.36 has standard support of AKS until 2027-06-30.",
        source: ["aks-versions"],
      },
    ],
    [
      "aks",
      "1.36",
      "2027-05-01",
      {
        verdict: "warn",
        reason: "Kubernetes 1.36 leaves standard support of AKS after 2027-06-30.",
        source: ["aks-versions"],
      },
    ],
    [
      "aks",
      "1.33",
      "2026-11-23",
      {
        verdict: "warn",
        reason:
          "Kubernetes 1.33 left standard support of AKS after 2026-07-31; paid extended support ends after 2027-07-31.",
        source: ["aks-versions"],
      },
    ],
    [
      "aks",
      "1.30",
      "2026-11-23",
      {
        verdict: "deny",
        reason: "Kubernetes 1.30 has had no support of AKS since 2026-07-31.",
        source: ["aks-versions"],
      },
    ],
    [
      "upstream",
      "1.34",
      "2026-11-23",
      {
        verdict: "deny",
        reason: "Kubernetes 1.34 has had no support of the Kubernetes project since 2026-10-31.",
        source: ["aks-versions", "k8s-patch-releases"],
      },
    ],
    [
      "eks",
      "1.37",
      "2026-11-23",
      {
        verdict: "warn",
        reason:
          "The catalogue knows 1.31, 1.32, 1.33, 1.34, 1.35, 1.36 of EKS; it can say nothing about Kubernetes 1.37.",
        source: ["eks-versions", "eks-endoflife", "eks-1.36-post"],
      },
    ],
  ];
  for (const [platform, minor, asOf, expected] of cases) {
    it(`judges ${minor} on ${platform} on ${asOf}: ${expected.verdict}`, () => {
      assert.deepEqual(minorSupport(platform, minor, asOf), expected);
    });
  }

  it("agrees with minorPhase on every day of every row", () => {
    const verdicts = {
      planned: ["warn"],
      standard: ["ok", "warn"],
      extended: ["warn"],
      ended: ["deny"],
      unknown: ["warn"],
    };
    for (const [platform, rows] of Object.entries(kubernetesMinors)) {
      for (const { minor, available, standardEnd, extendedEnd = standardEnd } of rows) {
        for (const day of [available, standardEnd, extendedEnd, "2000-01-01", "2099-01-01"] as const) {
          const phase = minorPhase(platform as Platform, minor, day);
          assert.ok(
            verdicts[phase].includes(minorSupport(platform as Platform, minor, day).verdict),
            `${platform} ${minor} ${day}`,
          );
        }
      }
    }
  });

  it("begins to warn that many days before standard support ends", () => {
    const end = minorRow("aks", "1.36")?.standardEnd ?? "2000-01-01";
    assert.equal(minorNoticeDays, 60);
    assert.equal(daysBetween("2027-05-01", end), minorNoticeDays);
    assert.equal(minorSupport("aks", "1.36", "2027-05-01").verdict, "warn");
  });

  it("uses the sources of the row", () => {
    assert.deepEqual(minorSupport("aks", "1.36", "2026-11-23").source, aks);
  });
});

describe("nodeSkew", () => {
  const k8s = ["k8s-version-skew"];
  const aks = ["aks-upgrade-node-pools", "aks-versions"];
  const eks = ["k8s-version-skew", "eks-troubleshooting"];
  const cases: readonly (readonly [
    Platform,
    `1.${number}`,
    `1.${number}`,
    string,
    string,
    readonly string[],
  ])[] = [
    ["upstream", "1.36", "1.36", "ok", "Nodes at 1.36 and a control plane at 1.36 fit.", k8s],
    ["upstream", "1.36", "1.33", "ok", "Nodes at 1.33 and a control plane at 1.36 fit.", k8s],
    [
      "upstream",
      "1.36",
      "1.32",
      "deny",
      "Nodes at 1.32 and a control plane at 1.36 do not fit: nodes may be at most 3 minors older.",
      k8s,
    ],
    [
      "upstream",
      "1.36",
      "1.37",
      "deny",
      "Nodes at 1.37 and a control plane at 1.36 do not fit: nodes may not be newer than the control plane.",
      k8s,
    ],
    ["aks", "1.36", "1.34", "ok", "Nodes at 1.34 and a control plane at 1.36 fit.", aks],
    [
      "aks",
      "1.36",
      "1.33",
      "warn",
      "Nodes at 1.33 and a control plane at 1.36 may not fit: the sources disagree on nodes more than 2 minors older.",
      aks,
    ],
    [
      "aks",
      "1.36",
      "1.32",
      "deny",
      "Nodes at 1.32 and a control plane at 1.36 do not fit: nodes may be at most 3 minors older.",
      aks,
    ],
    ["eks", "1.36", "1.33", "ok", "Nodes at 1.33 and a control plane at 1.36 fit.", eks],
    [
      "eks",
      "1.36",
      "1.32",
      "deny",
      "Nodes at 1.32 and a control plane at 1.36 do not fit: nodes may be at most 3 minors older.",
      eks,
    ],
  ];
  for (const [platform, controlPlane, nodes, verdict, reason, source] of cases) {
    it(`judges ${nodes} nodes under ${controlPlane} on ${platform}: ${verdict}`, () => {
      assert.deepEqual(nodeSkew(platform, controlPlane, nodes), { verdict, reason, source });
    });
  }
});

describe("parseMinor", () => {
  const valid: Readonly<Record<string, string>> = {
    "1.36": "1.36",
    "1.36.2": "1.36",
    "v1.36.2": "1.36",
    "v1.36": "1.36",
    "1.36.0": "1.36",
    "1.9.11": "1.9",
    "1.0": "1.0",
    "1.36.2-eks-1-36-3": "1.36",
    "v1.36.3+k3s1": "1.36",
    "1.37.0-beta.0": "1.37",
  };
  for (const [text, minor] of Object.entries(valid)) {
    it(`reads ${minor} out of ${text}`, () => {
      assert.equal(parseMinor(text), minor);
    });
  }

  for (const text of [
    "",
    "1",
    "1.",
    "2.0",
    "1.036",
    "1.36.",
    "1.36.02",
    "1.36-eks",
    "x1.36",
    "1.36.2 ",
    "1.36.2_a",
    "latest",
    "11.36",
    "1.36.2-",
  ]) {
    it(`reads nothing out of ${JSON.stringify(text)}`, () => {
      assert.equal(parseMinor(text), undefined);
    });
  }
});

describe("compareMinors", () => {
  it("counts the minors between, by number", () => {
    assert.equal(compareMinors("1.10", "1.9"), 1);
    assert.equal(compareMinors("1.33", "1.36"), -3);
    assert.equal(compareMinors("1.36", "1.36"), 0);
  });

  it("turns its sign with its arguments", () => {
    const minor = fc.nat(200).map((number): `1.${number}` => `1.${number}`);
    fc.assert(
      fc.property(
        minor,
        minor,
        (a, b) => compareMinors(a, b) === -compareMinors(b, a) || (a === b && compareMinors(a, b) === 0),
      ),
    );
  });
});
