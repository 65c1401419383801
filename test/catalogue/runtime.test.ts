import assert from "node:assert/strict";

import fc from "fast-check";

import { containerdForKubernetes, containerdLines, containerdSupport } from "../../catalogue/containerd";
import { compareMinors, type KubernetesMinor } from "../../catalogue/kubernetes-minors";
import {
  pauseImages,
  pauseImageVerdict,
  pauseRepositories,
  recommendedPauseTag,
} from "../../catalogue/pause";
import type { IsoDate } from "../../catalogue/source";

describe("pauseImages", () => {
  it("follow each other without gap or overlap", () => {
    for (const [index, row] of pauseImages.entries()) {
      const before = pauseImages[index - 1];
      assert.ok(compareMinors(row.firstMinor, row.lastMinor) <= 0);
      if (before !== undefined) assert.equal(compareMinors(row.firstMinor, before.lastMinor), 1);
    }
  });

  it("recommends the newest, the only one with a Windows Server 2025 variant", () => {
    assert.equal(pauseImages.at(-1)?.tag, recommendedPauseTag);
    assert.deepEqual(
      pauseImages
        .filter(({ windowsBuilds }) => (windowsBuilds as readonly number[]).includes(26100))
        .map(({ tag }) => tag),
      ["3.10.2"],
    );
  });
});

describe("pauseImageVerdict", () => {
  const current = ["k8s-pause-3.10.2"];
  const unknown = (reference: string): object => ({
    verdict: "warn",
    reason: `"${reference}" is not one of the published pause images (${Object.keys(pauseRepositories).join(", ")}).`,
    source: ["k8s-windows-intro"],
  });
  const ok = (reference: string): object => ({
    verdict: "ok",
    reason: `"${reference}" has variants for every supported Windows build.`,
    source: current,
  });
  const old = (reference: string, consequence: string): object => ({
    verdict: "warn",
    reason: `"${reference}" is older than 3.10.2: ${consequence}.`,
    source: current,
  });
  const no2025 = "it has no Windows Server 2025 variant, so nodes run its 2022 variant";
  const unmaintained = "it is not maintained any more";
  const digest = `sha256:${"a".repeat(64)}`;
  const cases: readonly (readonly [string, number, object])[] = [
    ["registry.k8s.io/pause:3.10.2", 26100, ok("registry.k8s.io/pause:3.10.2")],
    [
      "mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.2-1",
      26100,
      ok("mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.2-1"),
    ],
    [
      "mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.1-3",
      26100,
      ok("mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.1-3"),
    ],
    [`registry.k8s.io/pause:3.10.2@${digest}`, 20348, ok(`registry.k8s.io/pause:3.10.2@${digest}`)],
    ["registry.k8s.io/pause:3.10.1", 26100, old("registry.k8s.io/pause:3.10.1", no2025)],
    ["registry.k8s.io/pause:3.6", 26099, old("registry.k8s.io/pause:3.6", unmaintained)],
    [
      "mcr.microsoft.com/oss/kubernetes/pause:3.9",
      20348,
      old("mcr.microsoft.com/oss/kubernetes/pause:3.9", unmaintained),
    ],
    ["registry.k8s.io/pause:3.10.20", 20348, old("registry.k8s.io/pause:3.10.20", unmaintained)],
    ["registry.k8s.io/pause", 20348, old("registry.k8s.io/pause", unmaintained)],
    ["localhost:5000/pause:3.10.2", 20348, unknown("localhost:5000/pause:3.10.2")],
    ["k8s.gcr.io/pause:3.6", 20348, unknown("k8s.gcr.io/pause:3.6")],
    ["not an image", 20348, unknown("not an image")],
  ];
  for (const [reference, build, expected] of cases) {
    it(`judges ${reference.slice(0, 60)} on ${String(build)}`, () => {
      assert.deepEqual(pauseImageVerdict(reference, build), expected);
    });
  }
});

describe("containerd", () => {
  it("has its lines in order, each once", () => {
    const lines = containerdLines.map(({ line }) => line);
    assert.deepEqual(lines, ["1.6", "1.7", "2.0", "2.1", "2.2", "2.3"]);
  });

  it("has its Kubernetes minors without a gap, and their floors in order", () => {
    for (const [index, { minor, floors }] of containerdForKubernetes.entries()) {
      const before = containerdForKubernetes[index - 1];
      if (before !== undefined) assert.equal(compareMinors(minor, before.minor), 1);
      assert.deepEqual([...floors].sort(), [...floors]);
    }
  });

  const today: IsoDate = "2026-11-23";
  const deny = (version: string, minor: string, list: string): object => ({
    verdict: "deny",
    reason: `containerd ${version} is not supported with Kubernetes ${minor}; use ${list}.`,
    source: ["containerd-releases"],
  });
  const ok = (version: string, minor: string): object => ({
    verdict: "ok",
    reason: `containerd ${version} is supported with Kubernetes ${minor}.`,
    source: ["containerd-releases"],
  });
  const ended = (line: string, end: string): object => ({
    verdict: "warn",
    reason: `containerd ${line} has been out of support since ${end}.`,
    source: ["containerd-releases"],
  });
  const for136 = "2.2.0 or later of its line, 2.3.0 or later of its line";
  const for135 = "1.7.28 or later of its line, 2.1.5 or later of its line, 2.2.0 or later of its line";
  const cases: readonly (readonly [string, KubernetesMinor, IsoDate, object])[] = [
    ["2.3.0", "1.36", today, ok("2.3.0", "1.36")],
    ["v2.3.1", "1.36", today, ok("v2.3.1", "1.36")],
    ["2.3.1-rc.1+azure", "1.36", today, ok("2.3.1-rc.1+azure", "1.36")],
    ["2.4.0", "1.36", today, ok("2.4.0", "1.36")],
    ["3.0.0", "1.36", today, ok("3.0.0", "1.36")],
    ["2.2.0", "1.36", "2026-11-06", ok("2.2.0", "1.36")],
    ["2.2.0", "1.36", "2026-11-07", ended("2.2", "2026-11-06")],
    ["2.1.9", "1.36", today, deny("2.1.9", "1.36", for136)],
    ["1.7.28", "1.36", today, deny("1.7.28", "1.36", for136)],
    ["1.7.27", "1.35", "2026-01-01", deny("1.7.27", "1.35", for135)],
    ["1.7.28", "1.35", "2026-09-30", ok("1.7.28", "1.35")],
    ["1.7.28", "1.35", "2026-10-01", ended("1.7", "2026-09-30")],
    ["2.0.9", "1.35", "2026-01-01", deny("2.0.9", "1.35", for135)],
    ["2.1.4", "1.35", "2026-01-01", deny("2.1.4", "1.35", for135)],
    ["2.1.5", "1.35", "2026-07-03", ok("2.1.5", "1.35")],
    [
      "2.3.0",
      "1.37",
      today,
      {
        verdict: "warn",
        reason: "The catalogue does not know which containerd versions fit Kubernetes 1.37.",
        source: ["containerd-releases"],
      },
    ],
    [
      "2.3",
      "1.36",
      today,
      {
        verdict: "deny",
        reason: '"2.3" is not a containerd version such as 2.3.1.',
        source: ["containerd-releases"],
      },
    ],
  ];
  for (const [version, minor, asOf, expected] of cases) {
    it(`judges ${version} with ${minor} on ${asOf}`, () => {
      assert.deepEqual(containerdSupport(version, minor, asOf), expected);
    });
  }

  it("takes a later patch of a line whenever it takes an earlier one", () => {
    const minor = fc.constantFrom(...containerdForKubernetes.map((row) => row.minor));
    const line = fc.constantFrom("1.6", "1.7", "2.0", "2.1", "2.2", "2.3");
    fc.assert(
      fc.property(minor, line, fc.nat(60), fc.nat(60), (kubernetes, release, a, b) => {
        const allowed = (patch: number): boolean =>
          containerdSupport(`${release}.${String(patch)}`, kubernetes, "2025-01-01").verdict !== "deny";
        return a > b || !allowed(a) || allowed(b);
      }),
    );
  });
});
