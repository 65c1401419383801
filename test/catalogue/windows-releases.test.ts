import assert from "node:assert/strict";

import fc from "fast-check";

import {
  hostImageVerdict,
  hostRunsImage,
  oldestImageBuildOf,
  releaseByBuild,
  type WindowsRelease,
  windowsReleaseList,
  windowsReleases,
  windowsSupportPhase,
} from "../../catalogue/windows-releases";

const builds = [14393, 17763, 19042, 20348, 25398, 26100] as const;

describe("windowsReleases", () => {
  it("has the builds that Microsoft gives the releases", () => {
    const table = Object.fromEntries(windowsReleaseList.map(({ release, build }) => [release, build]));
    assert.deepEqual(table, {
      "2016": 14393,
      "2019": 17763,
      "20H2": 19042,
      "2022": 20348,
      "23H2": 25398,
      "2025": 26100,
    });
  });

  it("lists the releases from the oldest build to the newest", () => {
    assert.deepEqual(
      windowsReleaseList.map(({ build }) => build),
      [...builds],
    );
  });

  it("keeps every release under its own name", () => {
    for (const [name, row] of Object.entries(windowsReleases)) assert.equal(row.release, name);
  });

  it("ends mainstream support before extended support", () => {
    for (const { mainstreamEnd, extendedEnd } of windowsReleaseList) {
      assert.ok(extendedEnd === undefined || mainstreamEnd < extendedEnd);
    }
  });
});

describe("releaseByBuild", () => {
  for (const row of windowsReleaseList) {
    it(`finds ${row.title} by ${String(row.build)}`, () => {
      assert.equal(releaseByBuild(row.build), row);
    });
  }

  it("finds nothing between the releases", () => {
    assert.equal(releaseByBuild(20347), undefined);
    assert.equal(releaseByBuild(20349), undefined);
  });
});

describe("windowsSupportPhase", () => {
  const cases: readonly (readonly [WindowsRelease, Parameters<typeof windowsSupportPhase>[1], string])[] = [
    ["2019", "2024-01-09", "mainstream"],
    ["2019", "2024-01-10", "extended"],
    ["2019", "2029-01-09", "extended"],
    ["2019", "2029-01-10", "ended"],
    ["2022", "2026-10-13", "mainstream"],
    ["2022", "2026-10-14", "extended"],
    ["2022", "2031-10-14", "extended"],
    ["2022", "2031-10-15", "ended"],
    ["2025", "2026-11-23", "mainstream"],
    ["2016", "2027-01-11", "extended"],
    ["2016", "2027-01-12", "ended"],
    ["20H2", "2022-08-09", "mainstream"],
    ["20H2", "2022-08-10", "ended"],
    ["23H2", "2025-10-24", "mainstream"],
    ["23H2", "2025-10-25", "ended"],
  ];
  for (const [release, asOf, phase] of cases) {
    it(`says ${phase} for ${release} on ${asOf}`, () => {
      assert.equal(windowsSupportPhase(release, asOf), phase);
    });
  }
});

describe("hostRunsImage", () => {
  const runs: Readonly<Record<number, readonly number[]>> = {
    14393: [14393],
    17763: [17763],
    19042: [19042],
    20348: [20348],
    25398: [20348, 25398],
    26100: [20348, 25398, 26100],
  };
  for (const [host, images] of Object.entries(runs)) {
    it(`lets a ${host} host run ${images.join(", ")} and nothing else of the table`, () => {
      assert.deepEqual(
        builds.filter((image) => hostRunsImage(Number(host), image)),
        images,
      );
    });
  }

  it("draws the line at the build, on both sides", () => {
    assert.equal(hostRunsImage(26100, 20347), false);
    assert.equal(hostRunsImage(26100, 20348), true);
    assert.equal(hostRunsImage(26100, 26100), true);
    assert.equal(hostRunsImage(26100, 26101), false);
    assert.equal(hostRunsImage(20347, 20346), false);
    assert.equal(hostRunsImage(20349, 20348), true);
    assert.equal(hostRunsImage(26101, 26099), false);
    assert.equal(hostRunsImage(26101, 26100), true);
  });

  const build = fc.integer({ min: 10000, max: 40000 });

  it("runs an image of the host's own build, always", () => {
    fc.assert(fc.property(build, (host) => hostRunsImage(host, host)));
  });

  it("never runs an image that is newer than the host", () => {
    fc.assert(
      fc.property(
        build,
        fc.integer({ min: 1, max: 20000 }),
        (host, more) => !hostRunsImage(host, host + more),
      ),
    );
  });

  it("runs everything between the oldest image it runs and itself", () => {
    fc.assert(
      fc.property(
        build,
        build,
        (host, image) => hostRunsImage(host, image) === (image >= oldestImageBuildOf(host) && image <= host),
      ),
    );
  });

  it("raises the oldest image with the host, never lowers it", () => {
    fc.assert(fc.property(build, build, (a, b) => a > b || oldestImageBuildOf(a) <= oldestImageBuildOf(b)));
  });

  it("asks for an equal build below 20348", () => {
    const old = fc.integer({ min: 10000, max: 20347 });
    fc.assert(fc.property(old, old, (host, image) => hostRunsImage(host, image) === (host === image)));
  });
});

describe("hostImageVerdict", () => {
  const sources = ["ms-version-compatibility", "hcsshim-compat", "containerd-platforms"];
  const cases: readonly (readonly [number, number, boolean, string])[] = [
    [20348, 20348, true, "Host and image have the same build, 20348."],
    [
      26100,
      20348,
      true,
      "A Windows Server 2025 (build 26100) host runs images from build 20348 up to its own, so it runs Windows Server 2022 (build 20348) images.",
    ],
    [
      26100,
      17763,
      false,
      "A Windows Server 2025 (build 26100) host runs images from build 20348 up to its own, so it cannot run Windows Server 2019 (build 17763) images.",
    ],
    [
      20348,
      17763,
      false,
      "A Windows Server 2022 (build 20348) host runs images of exactly its own build, so it cannot run Windows Server 2019 (build 17763) images.",
    ],
    [
      17763,
      14393,
      false,
      "A Windows Server 2019 (build 17763) host runs images of exactly its own build, so it cannot run Windows Server 2016 (build 14393) images.",
    ],
    [
      20348,
      26100,
      false,
      "A Windows Server 2022 (build 20348) host cannot run Windows Server 2025 (build 26100) images: an image may not be newer than its host.",
    ],
    [
      22000,
      19041,
      false,
      "A Windows build 22000 host runs images from build 20348 up to its own, so it cannot run Windows build 19041 images.",
    ],
  ];
  for (const [host, image, runs, reason] of cases) {
    it(`explains a ${String(image)} image on a ${String(host)} host`, () => {
      assert.deepEqual(hostImageVerdict(host, image), { runs, reason, source: sources });
    });
  }

  it("exempts HostProcess containers", () => {
    assert.deepEqual(hostImageVerdict(17763, 26100, { hostProcess: true }), {
      runs: true,
      reason: "HostProcess containers run on the host itself and need no matching build.",
      source: ["k8s-hostprocess"],
    });
    assert.equal(hostImageVerdict(17763, 26100, { hostProcess: false }).runs, false);
  });

  it("says what hostRunsImage says", () => {
    const build = fc.constantFrom(...builds, 20347, 20349, 26099, 26101, 30000);
    fc.assert(
      fc.property(
        build,
        build,
        (host, image) => hostImageVerdict(host, image).runs === hostRunsImage(host, image),
      ),
    );
  });
});
