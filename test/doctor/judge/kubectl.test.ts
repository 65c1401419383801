import assert from "node:assert/strict";
import * as fc from "fast-check";

import { judge } from "../../../doctor";
import { kubectlThatFits } from "../../../doctor/judge/kubectl-that-fits";
import { context, failed, kubectl, machine } from "../recordings";
import { judgeTest } from "../judge";

const docker = "C:\\Program Files\\Docker\\Docker\\resources\\bin\\kubectl.exe";
const own = "C:\\Users\\ada\\AppData\\Local\\Programs\\kubectl\\kubectl.exe";
const elsewhere = [
  "local-cloud",
  "note",
  "The local cloud runs on Linux x64; this is Windows on x64.",
] as const;
const linux = (version: string) => ({ kubectls: [kubectl("/usr/bin/kubectl", version, "linux/amd64")] });

judgeTest("kubectl", [
  {
    name: "is missing",
    recording: machine("linux", { kubectls: [], contexts: [] }),
    problems: [["kubectl", "warning", "There is no kubectl on PATH."]],
  },
  {
    name: "does not say its version",
    recording: machine("linux", {
      kubectls: [
        { path: "/usr/bin/kubectl", realPath: "/usr/bin/kubectl", version: failed("exec format error") },
      ],
    }),
    problems: [["kubectl", "error", "/usr/bin/kubectl does not say its version."]],
  },
  {
    name: "hangs",
    recording: machine("linux", {
      kubectls: [
        { path: "/usr/bin/kubectl", realPath: "/usr/bin/kubectl", version: { kind: "timeout", seconds: 15 } },
      ],
    }),
    problems: [["kubectl", "error", "/usr/bin/kubectl does not answer within 15 s."]],
  },
  {
    name: "is made for another architecture",
    recording: machine("linux", { kubectls: [kubectl("/usr/bin/kubectl", "v1.36.3", "linux/386")] }),
    problems: [["kubectl", "warning", "/usr/bin/kubectl is made for linux/386; this machine is amd64."]],
  },
  { name: "may be one minor older", recording: machine("linux", linux("v1.35.9")), problems: [] },
  { name: "may be one minor newer", recording: machine("linux", linux("v1.37.0")), problems: [] },
  {
    name: "is two minors older",
    recording: machine("linux", linux("v1.34.2")),
    problems: [
      [
        "kubectl",
        "warning",
        "/usr/bin/kubectl is v1.34.2, more than one minor apart from v1.36.3 (context prod).",
      ],
    ],
  },
  {
    name: "is two minors newer",
    recording: machine("linux", linux("v1.38.0")),
    problems: [
      [
        "kubectl",
        "warning",
        "/usr/bin/kubectl is v1.38.0, more than one minor apart from v1.36.3 (context prod).",
      ],
    ],
  },
  {
    name: "must fit every API server, not only the current one",
    recording: machine("linux", {
      contexts: [context("prod", "v1.36.3"), context("old", "v1.33.5-eks-1234567", false)],
    }),
    problems: [
      [
        "kubectl",
        "warning",
        "/usr/local/bin/kubectl is v1.36.3, more than one minor apart from v1.33.5-eks-1234567 (context old).",
      ],
    ],
  },
  {
    name: "is shadowed by the copy of Docker Desktop",
    recording: machine("win32", {
      kubectls: [kubectl(docker, "v1.36.0", "windows/amd64"), kubectl(own, "v1.36.3", "windows/amd64")],
    }),
    problems: [
      elsewhere,
      [
        "kubectl",
        "warning",
        `Docker Desktop's kubectl (${docker}, v1.36.0) comes before ${own} (v1.36.3) on PATH.`,
      ],
    ],
  },
  {
    name: "may be Docker Desktop's when it is the only one",
    recording: machine("win32", { kubectls: [kubectl(docker, "v1.36.0", "windows/amd64")] }),
    problems: [elsewhere],
  },
  {
    name: "may come before the copy of Docker Desktop",
    recording: machine("win32", {
      kubectls: [kubectl(own, "v1.36.3", "windows/amd64"), kubectl(docker, "v1.30.0", "windows/amd64")],
    }),
    problems: [elsewhere],
  },
  {
    name: "on a Mac is a link into Docker Desktop, shadows another one and does not fit",
    recording: machine("darwin", {
      kubectls: [
        kubectl(
          "/usr/local/bin/kubectl",
          "v1.34.1",
          "darwin/arm64",
          "/Applications/Docker.app/Contents/Resources/bin/kubectl",
        ),
        kubectl("/opt/homebrew/bin/kubectl", "v1.36.3", "darwin/arm64"),
      ],
    }),
    problems: [
      ["local-cloud", "note", "The local cloud runs on Linux x64; this is macOS on arm64."],
      [
        "kubectl",
        "warning",
        "Docker Desktop's kubectl (/usr/local/bin/kubectl, v1.34.1) comes before /opt/homebrew/bin/kubectl (v1.36.3) on PATH.",
      ],
      [
        "kubectl",
        "warning",
        "/usr/local/bin/kubectl is v1.34.1, more than one minor apart from v1.36.3 (context prod).",
      ],
    ],
  },
]);

describe("the commands that install kubectl", () => {
  const fixOf = (system: "linux" | "darwin" | "win32", servers: readonly string[]) => {
    const contexts = servers.map((version, index) => context(`c${String(index)}`, version, index === 0));
    const found = judge(machine(system, { kubectls: [], contexts }), "2026-11-23");
    const problem = found.find(({ check }) => check === "kubectl");
    return problem === undefined || problem.level === "ok" ? "" : problem.fix;
  };

  it("download, check and install the very patch release on Windows", () => {
    assert.equal(
      fixOf("win32", ["v1.35.6-eks-5d4a308"]),
      [
        "curl.exe -LO https://dl.k8s.io/release/v1.35.6/bin/windows/amd64/kubectl.exe",
        "curl.exe -LO https://dl.k8s.io/release/v1.35.6/bin/windows/amd64/kubectl.exe.sha256",
        'if ((Get-FileHash -Algorithm SHA256 .\\kubectl.exe).Hash -ne (Get-Content .\\kubectl.exe.sha256)) { throw "kubectl.exe: wrong checksum" }',
        'New-Item -ItemType Directory -Force "$env:LOCALAPPDATA\\Programs\\kubectl" | Out-Null',
        'Move-Item -Force .\\kubectl.exe "$env:LOCALAPPDATA\\Programs\\kubectl"',
      ].join("\n"),
    );
  });

  it("do the same on a Mac with its own checksum tool", () => {
    assert.match(fixOf("darwin", ["v1.36.3"]), /bin\/darwin\/arm64\/kubectl\n[^]*shasum -a 256 --check/);
  });

  it("name the page where no server says which version fits", () => {
    assert.match(fixOf("linux", []), /^Install the newest one: https:\/\/kubernetes\.io\//);
  });

  it("say that no single one fits servers three minors apart", () => {
    assert.match(
      fixOf("linux", ["v1.33.1", "v1.36.3"]),
      /^No kubectl fits all of them \(v1\.33\.1, v1\.36\.3\)/,
    );
  });
});

describe("the kubectl that fits", () => {
  for (const [servers, expected] of [
    [["v1.36.3"], "1.36.3"],
    [["v1.36.3", "v1.36.1"], "1.36.3"],
    [["v1.36.3", "v1.35.6"], "1.36.3"],
    [["v1.36.3", "v1.34.9"], "1.35.0"],
    [["v1.36.3", "v1.35.2", "v1.34.9"], "1.35.2"],
    [["v1.36.3", "v1.33.0"], undefined],
    [["nonsense"], undefined],
    [[], undefined],
  ] as const) {
    it(`for ${servers.join(", ") || "no server"} is ${expected ?? "none"}`, () => {
      assert.equal(kubectlThatFits(servers), expected);
    });
  }

  it("is within one minor of every server, or there is none", () => {
    const version = fc.tuple(fc.integer({ min: 28, max: 40 }), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(fc.array(version, { minLength: 1, maxLength: 6 }), (servers) => {
        const fits = kubectlThatFits(servers.map(([minor, patch]) => `v1.${String(minor)}.${String(patch)}`));
        const minors = servers.map(([minor]) => minor);
        if (fits === undefined) return Math.max(...minors) - Math.min(...minors) > 2;
        const own = Number(fits.split(".")[1]);
        return minors.every((minor) => Math.abs(minor - own) <= 1);
      }),
    );
  });
});
