import assert from "node:assert/strict";
import { aksWindowsSkus } from "../../../catalogue/aks";
import type { IsoDate } from "../../../catalogue/source";
import { windowsReleases } from "../../../catalogue/windows-releases";
import { poolsOf } from "../../../fleet/judge/pools";
import { retirements } from "../../../fleet/judge/retirements";
import type { DeployedCluster } from "../../../fleet/state/cluster";
import { node } from "../objects";

function calendar(
  asOf: IsoDate,
  {
    nodes = [node({ labels: { "mullion/pool": "win" } })],
    serverVersion = "v1.36.3",
    ...change
  }: Partial<DeployedCluster> & {
    readonly nodes?: Parameters<typeof poolsOf>[1];
    readonly serverVersion?: string;
  } = {},
) {
  const cluster: DeployedCluster = { target: "aks", name: "aks", version: "1.36", pools: [], ...change };
  return retirements({ cluster, serverVersion, pools: poolsOf(cluster.pools, nodes), asOf });
}
const find = (what: string, ...given: Parameters<typeof calendar>) =>
  calendar(...given).find((entry) => entry.what === what);

describe("the retirement calendar", () => {
  it("has the end of the Kubernetes minor on the platform, and says when it is near or past", () => {
    const entry = find("Kubernetes 1.34", "2026-11-23", {
      target: "existing",
      serverVersion: "v1.34.2",
      nodes: [],
    });
    assert.equal(entry?.day, "2026-10-31");
    assert.equal(entry.daysLeft, -23);
    assert.equal(entry.severity, "error");
    const aks = find("Kubernetes 1.36", "2026-11-23");
    assert.equal(aks?.severity, "info");
    assert.deepEqual(aks.pools, []);
    assert.notEqual(aks.day, entry.day);
  });

  it("counts the paid phase once the standard one is over", () => {
    const entry = find("Kubernetes 1.33", "2026-11-23", { serverVersion: "v1.33.9", nodes: [] });
    assert.equal(entry?.day, "2027-07-31");
    assert.equal(entry.severity, "warning");
    assert.match(entry.message, /paid extended support ends after 2027-07-31\. Plan the upgrade/);
  });

  it("has the minors of pools that are behind", () => {
    const behind = node({ kubelet: "v1.34.1", labels: { "mullion/pool": "old" } });
    assert.deepEqual(find("Kubernetes 1.34", "2026-11-23", { nodes: [behind] })?.pools, ["old"]);
  });

  it("has the ends of a Windows release by Microsoft and by AKS, with its pools", () => {
    const { retired, imagesDeleted } = aksWindowsSkus.Windows2022;
    assert.equal(find("Windows2022 on AKS", "2026-11-23")?.day, retired);
    assert.equal(find("Windows2022 node images on AKS", "2026-11-23")?.day, imagesDeleted);
    const vendor = find("Windows Server 2022", "2026-11-23");
    assert.equal(vendor?.day, windowsReleases["2022"].extendedEnd);
    assert.match(vendor.message, /Mainstream support ended on 2026-10-13\.$/);
    assert.deepEqual(vendor.pools, ["win"]);
    assert.equal(find("Windows2022 on AKS", "2026-11-23", { target: "eks" }), undefined);
  });

  it("goes from info to warning a year before, and to error the day after", () => {
    const severityOn = (day: IsoDate) => find("Windows2022 on AKS", day)?.severity;
    assert.equal(severityOn("2027-06-30"), "info");
    assert.equal(severityOn("2027-07-01"), "warning");
    assert.equal(severityOn("2028-06-30"), "warning");
    assert.equal(severityOn("2028-07-01"), "error");
    assert.match(
      find("Windows2022 on AKS", "2028-07-01")?.message ?? "",
      /^AKS retired Windows2022 on 2028-06-30/,
    );
  });

  it("takes the release that was asked for where a pool has no nodes", () => {
    const pools = [{ name: "empty", os: "windows", windows: "2019", version: "" }] as const;
    const entry = find("Windows Server 2019", "2026-11-23", { pools, nodes: [] });
    assert.deepEqual(entry?.pools, ["empty"]);
  });

  it("has the end of a network policy engine on Windows, where there is Windows", () => {
    const what = 'networkPolicy "azure" on Windows';
    const entry = find(what, "2026-11-23", { networkPolicy: "azure" });
    assert.equal(entry?.day, "2026-09-30");
    assert.equal(entry.severity, "error");
    assert.equal(
      find(what, "2026-11-23", { networkPolicy: "azure", nodes: [node({ os: "linux" })] }),
      undefined,
    );
    assert.equal(find(what, "2026-11-23", { networkPolicy: "calico" }), undefined);
  });

  it("is in the order of days", () => {
    const days = calendar("2026-11-23", { networkPolicy: "azure" }).map(({ day }) => day);
    assert.deepEqual(days, [...days].sort());
    assert.ok(days.length > 3);
  });

  it("says nothing of what the catalogue does not know", () => {
    assert.deepEqual(calendar("2026-11-23", { serverVersion: "v1.99.0", nodes: [] }), []);
  });
});
