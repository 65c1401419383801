import assert from "node:assert/strict";

import { judge } from "../../rotation";
import type { Finding, Recording } from "../../rotation";
import type { ExpiryRecord, PasswordRecord, PoolRecord } from "../../rotation/recording";

const asOf = "2026-11-23";

const recording = (differs: Partial<Recording> = {}): Recording => ({
  stack: "prod",
  target: "aks",
  place: { cluster: "shop", resourceGroup: "shop-rg" },
  pools: [],
  expiries: [],
  unseen: [],
  ...differs,
});

const pool = (image: string, differs: Partial<PoolRecord> = {}): PoolRecord => ({
  name: "win",
  os: "Windows",
  nodes: 2,
  images: [{ image, nodes: 2 }],
  toldBy: "nodes",
  ...differs,
});

/** Findings of one check: level and cause; every problem must be complete. */
function said(check: Finding["check"], seen: Recording): readonly string[] {
  return judge(seen, asOf)
    .filter((finding) => finding.check === check)
    .map((finding) => {
      if (finding.level !== "ok") {
        assert.match(finding.consequence, /^[A-Z].*\.$/s);
        assert.match(finding.fix, /^[A-Z]/);
        assert.match(finding.page, /^(docs\/guides\/[a-z-]+\.md#[a-z-]+|https:\/\/\S+)$/);
      }
      return `${finding.level} ${finding.cause}`;
    });
}

describe("the Windows password", () => {
  const password = (differs: Partial<PasswordRecord>, pools: readonly PoolRecord[] = []) =>
    recording({
      password: { configured: 1, deployed: 1, since: "2026-08-15T10:00:00Z", inCluster: true, ...differs },
      pools,
    });

  for (const [what, seen, expected] of [
    [
      "is fine, with what another one would cost",
      password({}, [pool(""), pool("", { name: "gpu", nodes: 1 }), pool("", { name: "linux", os: "Linux" })]),
      "ok The cluster has version 1 of 2026-08-15 (100 days old). Another one would have its price: " +
        "Azure restarts all Windows pools at once (win: 2 nodes, 16 to 40 minutes; gpu: 1 node, 8 to 20 minutes, " +
        "one node after the other and without drains); the password is the cluster's, so it cannot be done pool by pool.",
    ],
    [
      "is none of the stack's",
      recording({ password: { configured: 3 } }),
      "ok The stack makes no password: its cluster has one of its own.",
    ],
    [
      "is asked for and not deployed",
      password({ configured: 2 }),
      "warning The configuration asks for version 2 of the password, and version 1 of 2026-08-15 (100 days old) is deployed.",
    ],
    [
      "is made and not the cluster's",
      password({ configured: 2, deployed: 2, inCluster: false }),
      "warning The state of the cluster still has an earlier password than version 2 of 2026-08-15 (100 days old).",
    ],
    [
      "is not known to be the cluster's where secrets stay closed",
      recording({ password: { configured: 1, deployed: 1 } }),
      "note Deployed is version 1; the secrets of the state stay closed, so that nobody can say whether the cluster has it.",
    ],
    [
      "has no age where the state does not say",
      password({ since: "" }),
      "ok The cluster has version 1. Another one would have its price: Azure restarts all Windows pools at once (there are none); the password is the cluster's, so it cannot be done pool by pool.",
    ],
    [
      "is none on EKS",
      recording({ target: "eks" }),
      "ok Mullion sets no Windows password on EKS: nodes share none.",
    ],
    [
      "is the owner's on existing clusters",
      recording({ target: "existing" }),
      "ok The machines' passwords are their owner's: the stack has none.",
    ],
  ] as const) {
    it(what, () => {
      assert.deepEqual(said("windows-password", seen), [expected]);
    });
  }
});

describe("a stack without a state", () => {
  it("is told how to find one, and nothing is said of password and images", () => {
    const seen = recording({ unseen: [{ what: "deployment", reason: "it is not there" }] });
    assert.deepEqual(said("deployment", seen), ["note No deployment of prod was found: it is not there."]);
    assert.deepEqual(
      judge(seen, asOf).map(({ check }) => check),
      ["deployment", "certificates"],
    );
  });
});

describe("a node image", () => {
  const windows = "AKSWindows-2022-containerd-gen2-20348";
  for (const [what, image, expected] of [
    [
      "is past its support on AKS",
      `${windows}.3207.250214`,
      `warning Pool win runs ${windows}.3207.250214: 647 days old, 516 days behind 20348.5386.260715 of 2026-07-15, the newest that the catalogue knows.`,
    ],
    [
      "is past its support though the catalogue knows none newer",
      `${windows}.5386.260715`,
      `warning Pool win runs ${windows}.5386.260715: 131 days old; the catalogue knows none newer than 20348.5386.260715 of 2026-07-15.`,
    ],
    [
      "is in support for 90 days, and what is newer nobody can tell",
      `${windows}.5500.260825`,
      `note Pool win runs ${windows}.5500.260825: 90 days old; the catalogue knows none newer than 20348.5386.260715 of 2026-07-15.`,
    ],
    [
      "is out of it on the day after",
      `${windows}.5500.260824`,
      `warning Pool win runs ${windows}.5500.260824: 91 days old; the catalogue knows none newer than 20348.5386.260715 of 2026-07-15.`,
    ],
    [
      "is a month old, which is fine",
      `${windows}.5600.261023`,
      `ok Pool win runs ${windows}.5600.261023: 31 days old; the catalogue knows none newer than 20348.5386.260715 of 2026-07-15.`,
    ],
    [
      "is more than a month old",
      `${windows}.5600.261022`,
      `note Pool win runs ${windows}.5600.261022: 32 days old; the catalogue knows none newer than 20348.5386.260715 of 2026-07-15.`,
    ],
    [
      "is of a line that the catalogue does not have",
      "AKSWindows-2028-30000.1.261001",
      "note Pool win runs AKSWindows-2028-30000.1.261001: 53 days old; the catalogue has no images of this kind to compare it with.",
    ],
    [
      "has no day in its name",
      "mine",
      'note Pool win: cannot tell how old its image is, as "mine" has no day in it.',
    ],
    ["is not named", "", "note Pool win: cannot tell how old its image is, as the platform names none."],
  ] as const) {
    it(what, () => {
      assert.deepEqual(said("node-images", recording({ pools: [pool(image)] })), [expected]);
    });
  }

  it("is behind the newest that is known, which is enough where the platform gives no limit", () => {
    const seen = recording({ target: "eks", pools: [pool("1.36.1-20260714", { os: "Linux" })] });
    assert.deepEqual(said("node-images", seen), [
      "warning Pool win runs 1.36.1-20260714: 132 days old, 35 days behind 20260818 of 2026-08-18, the newest that the catalogue knows.",
    ]);
  });

  it("is taken back by AWS after four months", () => {
    const eks = (image: string) => recording({ target: "eks", pools: [pool(image)] });
    assert.match(said("node-images", eks("1.36-2026.07.25"))[0] ?? "", /^warning .* 121 days old/);
    assert.match(said("node-images", eks("1.36-2026.07.26"))[0] ?? "", /^note .* 120 days old/);
  });

  it("counts by the oldest of a pool, and says who told it", () => {
    const images = [`${windows}.5600.261110`, `${windows}.3207.250214`].map((image) => ({ image, nodes: 1 }));
    const seen = recording({ pools: [pool("", { images, toldBy: "state" })] });
    assert.match(
      said("node-images", seen)[0] ?? "",
      /^warning Pool win runs \S+\.250214, the oldest of 2 images there by the state of the last deployment: 647 days old/,
    );
  });

  it("is none where there are no nodes, and its owner's on existing clusters", () => {
    assert.deepEqual(said("node-images", recording({ pools: [pool("", { images: [], nodes: 0 })] })), [
      "note Pool win has no nodes, so there is no image to look at.",
    ]);
    assert.deepEqual(said("node-images", recording({ target: "existing", pools: [pool("old")] })), []);
  });

  it("comes with the command that renews it", () => {
    const fix = (seen: Recording) =>
      judge(seen, asOf).flatMap((finding) =>
        finding.level === "ok" ? [] : [finding.fix.split("\n").at(-1)],
      );
    assert.deepEqual(fix(recording({ pools: [pool(`${windows}.3207.250214`)] })), [
      "az aks nodepool upgrade --resource-group shop-rg --cluster-name shop --name win --node-image-only",
    ]);
    assert.deepEqual(fix(recording({ target: "eks", pools: [pool("1.36-2026.04.18")] })), [
      "aws eks update-nodegroup-version --cluster-name shop --nodegroup-name win",
    ]);
  });
});

describe("certificates and tokens", () => {
  const existing = (...expiries: readonly ExpiryRecord[]) =>
    recording({ target: "existing", distribution: "kubeadm", expiries });
  const on = (kind: ExpiryRecord["kind"], day: string) =>
    existing({ kind, of: "admin", ends: `${day}T12:00:00Z` });

  for (const [what, seen, expected] of [
    [
      "have ended",
      on("client-certificate", "2026-11-20"),
      "error The client certificate of admin in the kubeconfig ended on 2026-11-20, 3 days ago.",
    ],
    [
      "end today",
      on("server-certificate", "2026-11-23"),
      "warning The certificate of the API server admin ends on 2026-11-23, in 0 days.",
    ],
    [
      "end tomorrow",
      on("client-certificate", "2026-11-24"),
      "warning The client certificate of admin in the kubeconfig ends on 2026-11-24, in 1 day.",
    ],
    [
      "end in a month",
      on("client-certificate", "2026-12-23"),
      "warning The client certificate of admin in the kubeconfig ends on 2026-12-23, in 30 days.",
    ],
    [
      "end later",
      on("client-certificate", "2026-12-24"),
      "ok The client certificate of admin in the kubeconfig ends on 2026-12-24, in 31 days.",
    ],
    [
      "are an authority's, which takes a year",
      on("authority", "2027-11-23"),
      "warning The certificate authority of admin in the kubeconfig ends on 2027-11-23, in 365 days.",
    ],
    [
      "are an authority's with time left",
      on("authority", "2027-11-24"),
      "ok The certificate authority of admin in the kubeconfig ends on 2027-11-24, in 366 days.",
    ],
    [
      "are a token's",
      on("token", "2026-12-01"),
      "warning The token of admin in the kubeconfig ends on 2026-12-01, in 8 days.",
    ],
    [
      "never end",
      existing({ kind: "token", of: "admin" }),
      "note The token of admin in the kubeconfig does not say when it ends.",
    ],
    [
      "could not be looked at",
      recording({
        target: "existing",
        unseen: [{ what: "server-certificate", reason: "https://x does not answer" }],
      }),
      "note The certificate of the API server could not be looked at: https://x does not answer.",
    ],
    ["are the platform's on AKS", recording({}), "ok The platform renews the certificates of the cluster."],
  ] as const) {
    it(`${what}, which is said`, () => {
      assert.deepEqual(said("certificates", seen), [expected]);
    });
  }

  it("are renewed as the distribution wants it", () => {
    const fixOf = (distribution: NonNullable<Recording["distribution"]>) => {
      const expiry = { kind: "client-certificate", of: "admin", ends: "2026-11-30T00:00:00Z" } as const;
      const seen = recording({ target: "existing", distribution, expiries: [expiry] });
      const found = judge(seen, asOf).find(({ check }) => check === "certificates");
      assert.ok(found !== undefined && found.level !== "ok");
      return `${found.fix} ${found.page}`;
    };
    assert.match(fixOf("kubeadm"), /kubeadm certs renew all.*admin\.conf.*kubeadm-certs\/$/s);
    assert.match(fixOf("rke2"), /systemctl restart rke2-server.*rke2\.yaml.*docs\.rke2\.io/s);
    assert.match(fixOf("docker-desktop"), /reset the cluster in Docker Desktop|Reset the cluster/);
    assert.match(fixOf("other"), /makers of the distribution/);
  });
});
