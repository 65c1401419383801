import assert from "node:assert/strict";
import { statusLines } from "../../../cli/fleet/status-table";
import type { ClusterView, FleetView } from "../../../fleet/view";

const bare: ClusterView = {
  name: "prod",
  stack: "prod",
  target: "aks",
  source: { kind: "local", where: "backend" },
  contact: { kind: "reached", version: "v1.36.3-eks-abc", seenAt: "2026-11-23T10:00:00Z" },
  pools: [],
  retirements: [],
  findings: [],
  drift: [],
  monitoringGaps: [],
  unplacedPods: [],
  nodes: [],
  pods: [],
};
const pool = (release: string, os: "linux" | "windows" = "windows"): ClusterView["pools"][number] => {
  return {
    name: release,
    os,
    release,
    builds: [],
    images: [],
    kubernetesVersions: [],
    nodes: { ready: 1, total: 1 },
  };
};
const lines = (...clusters: ClusterView[]) => {
  const view: FleetView = { asOf: "2026-11-23", clusters };
  return statusLines(view, (_, words) => words);
};

describe("the table of a fleet", () => {
  it("has a line for each cluster", () => {
    const node = {
      os: "linux",
      windowsBuild: "",
      kubernetesVersion: "",
      runtime: "",
      pool: "",
      image: "",
      cordoned: false,
    };
    const nodes = [
      { ...node, name: "a", ready: "yes" },
      { ...node, name: "b", ready: "no" },
    ] as const;
    const pools = [
      pool("Windows Server 2025"),
      pool("Windows Server 2022"),
      pool("Windows Server 2022"),
      pool("Ubuntu", "linux"),
    ];
    const dark: ClusterView = {
      ...bare,
      name: "dark",
      contact: { kind: "unreachable", reason: "It is dark." },
    };
    const broken: ClusterView = {
      ...bare,
      name: "broken",
      target: "unknown",
      stateError: "It is broken.",
      contact: { kind: "none", reason: "x" },
    };
    assert.deepEqual(lines({ ...bare, nodes, pools }, dark, broken).slice(0, 4), [
      "CLUSTER  ON       VERSION    NODES  WINDOWS     NEXT END  POLICY M/A  UNPLACED",
      "prod     aks      v1.36.3    1/2    2022, 2025  -         0/0         0",
      "dark     aks      no answer  -      -           -         0/0         -",
      "broken   unknown  no state   -      -           -         -           -",
    ]);
  });

  it("has a line for everything that is to be done, errors first, broken between words", () => {
    const drift = [
      {
        kind: "node-count",
        severity: "warning",
        message: "Pool win has 4 nodes, and the last deployment asked for 2 to 3 nodes. Somebody scaled it.",
      },
      { kind: "pool-missing", severity: "error", message: "Pool lin has no nodes." },
      { kind: "build", severity: "info", message: "The nodes are made of 2 images." },
    ] as const;
    assert.deepEqual(lines({ ...bare, drift }).slice(2), [
      "",
      "prod",
      "  error    Pool lin has no nodes.",
      "  warning  Pool win has 4 nodes, and the last deployment asked for 2 to 3 nodes.",
      "           Somebody scaled it.",
      "  1 note (--json shows them)",
      "",
      "1 cluster on 2026-11-23: 1 error, 1 warning.",
    ]);
  });

  const finding = (name: string) =>
    ({
      rule: "images-are-pinned",
      level: "mandatory",
      urn: name === "" ? "" : `urn:pulumi:prod::shop::a:b:C::${name}`,
      message: `long words about ${name}`,
    }) as const;

  it("has a line for each rule that is broken, with the first that break it", () => {
    const one = { ...finding(""), rule: "other", level: "advisory" } as const;
    const findings = [...["a", "a", "b", "c", "d", "e"].map(finding), one];
    assert.deepEqual(lines({ ...bare, findings }).slice(4, -2), [
      "  error    Policy (mandatory): images-are-pinned at a, b, c and 2 more. See",
      "           docs/rules/images-are-pinned.md",
      "  warning  Policy (advisory): other at the stack. See docs/rules/other.md",
    ]);
  });

  it("counts what is waived as a note, and says what is wrong with a waiver", () => {
    const expired = {
      ...finding("b"),
      rule: "waiver-expired",
      level: "advisory",
      message: "It ran out.",
    } as const;
    const findings = [{ ...finding("a"), waived: "for now" }, expired];
    const [, row = "", ...rest] = lines({ ...bare, findings });
    assert.match(row, /0\/1/);
    assert.deepEqual(rest.slice(0, 4), [
      "",
      "prod",
      "  warning  It ran out.",
      "  1 note (--json shows them)",
    ]);
  });

  it("says nothing of a cluster with nothing to say", () => {
    assert.equal(lines(bare).length, 4);
  });
});
