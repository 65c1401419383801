import type { AksNetworkPolicyRow, AksWindowsSkuRow } from "../../catalogue/aks";
import { aksNetworkPolicies, aksWindowsSkuList, retirementNoticeDays } from "../../catalogue/aks";
import type { KubernetesMinor, Platform } from "../../catalogue/kubernetes-minors";
import { minorRow, minorSupport, parseMinor } from "../../catalogue/kubernetes-minors";
import type { IsoDate, SourceId } from "../../catalogue/source";
import { daysBetween, sourceUrl } from "../../catalogue/source";
import { releaseByBuild, windowsReleaseList } from "../../catalogue/windows-releases";
import type { WindowsReleaseRow } from "../../catalogue/windows-releases";
import type { DeployedCluster } from "../state/cluster";
import { platformOf } from "../state/cluster";
import type { Retirement, Severity } from "../view";
import type { Pool } from "./pools";
import { buildNumber } from "./pools";

/** What a calendar is drawn up for. */
export interface CalendarInput {
  readonly cluster: Pick<DeployedCluster, "target" | "version" | "networkPolicy">;
  /** Version of the API server; absent when it was not asked. */
  readonly serverVersion?: string;
  readonly pools: readonly Pool[];
  readonly asOf: IsoDate;
}

/** What ends when, soonest first, by the catalogue. What it does not know is not in it. */
export function retirements(input: CalendarInput): readonly Retirement[] {
  const entries = [...kubernetes(input), ...windows(input), ...networkPolicy(input)];
  return entries.sort((a, b) => a.daysLeft - b.daysLeft || a.what.localeCompare(b.what, "en"));
}

/** The minors of the control plane, and of pools that have another one. */
function kubernetes({ cluster, serverVersion, pools, asOf }: CalendarInput): readonly Retirement[] {
  const platform = platformOf[cluster.target];
  const server = parseMinor(serverVersion ?? cluster.version);
  const others = new Map<KubernetesMinor, string[]>();
  for (const { name, nodes, deployed } of pools) {
    const versions =
      nodes.length > 0 ? nodes.map(({ row }) => row.kubernetesVersion) : [deployed?.version ?? ""];
    for (const minor of new Set(versions.map(parseMinor))) {
      if (minor !== undefined && minor !== server) others.set(minor, [...(others.get(minor) ?? []), name]);
    }
  }
  return [
    ...(server === undefined ? [] : kubernetesEntry(platform, server, [], asOf)),
    ...[...others].flatMap(([minor, names]) => kubernetesEntry(platform, minor, names, asOf)),
  ];
}

function kubernetesEntry(
  platform: Platform,
  minor: KubernetesMinor,
  pools: readonly string[],
  asOf: IsoDate,
): readonly Retirement[] {
  const row = minorRow(platform, minor);
  if (row === undefined) return [];
  const { standardEnd, extendedEnd } = row;
  const day = asOf <= standardEnd ? standardEnd : (extendedEnd ?? standardEnd);
  const { verdict, reason, source } = minorSupport(platform, minor, asOf);
  const severity = { ok: "info", warn: "warning", deny: "error" } as const;
  const fix =
    verdict === "ok" ? "" : " Plan the upgrade: control plane first, then the pools, one minor at a time.";
  return [
    entry({
      subject: "kubernetes",
      what: `Kubernetes ${minor}`,
      pools,
      day,
      asOf,
      severity: severity[verdict],
      message: `${reason}${fix}`,
      source,
    }),
  ];
}

function windows({ cluster, pools, asOf }: CalendarInput): readonly Retirement[] {
  const byRelease = new Map<WindowsReleaseRow, string[]>();
  for (const pool of pools) {
    for (const row of releasesOf(pool)) byRelease.set(row, [...(byRelease.get(row) ?? []), pool.name]);
  }
  return [...byRelease].flatMap(([row, names]) => [
    vendorEntry(row, names, asOf),
    ...(cluster.target === "aks" ? aksEntries(row, names, asOf) : []),
  ]);
}

/** What the nodes are; for a pool without nodes, what was asked for. */
function releasesOf({ os, nodes, deployed }: Pool): ReadonlySet<WindowsReleaseRow> {
  if (os === "linux") return new Set();
  const found =
    nodes.length > 0
      ? nodes.map(({ row }) => releaseByBuild(buildNumber(row.windowsBuild)))
      : [windowsReleaseList.find(({ release }) => release === deployed?.windows)];
  return new Set(found.filter((row) => row !== undefined));
}

function vendorEntry(row: WindowsReleaseRow, pools: readonly string[], asOf: IsoDate): Retirement {
  const { title, mainstreamEnd, extendedEnd, source } = row;
  const day = extendedEnd ?? mainstreamEnd;
  const past = day < asOf;
  const mainstream =
    extendedEnd === undefined
      ? ""
      : ` Mainstream support ${mainstreamEnd < asOf ? "ended" : "ends"} on ${mainstreamEnd}.`;
  const message = past
    ? `Microsoft's support of ${title} ended on ${day}: it gets no security updates. Move the workloads to a newer release.`
    : `Microsoft supports ${title} until ${day}.${mainstream}`;
  return entry({
    subject: "windows",
    what: title,
    pools,
    day,
    asOf,
    severity: nearness(day, asOf),
    message,
    source,
  });
}

function aksEntries(
  release: WindowsReleaseRow,
  pools: readonly string[],
  asOf: IsoDate,
): readonly Retirement[] {
  const row: AksWindowsSkuRow | undefined = aksWindowsSkuList.find((sku) => sku.release === release.release);
  if (row === undefined) return [];
  const { osSku, retired, imagesDeleted, source } = row;
  const about = { subject: "windows", pools, asOf, source } as const;
  const fix = "Make a pool with the next release and move the workloads: mullion migrate windows.";
  return [
    ...(retired === undefined
      ? []
      : [
          entry({
            ...about,
            what: `${osSku} on AKS`,
            day: retired,
            severity: nearness(retired, asOf),
            message: `AKS ${retired < asOf ? "retired" : "retires"} ${osSku} on ${retired}: no new pools, no new node images. ${fix}`,
          }),
        ]),
    ...(imagesDeleted === undefined
      ? []
      : [
          entry({
            ...about,
            what: `${osSku} node images on AKS`,
            day: imagesDeleted,
            severity: nearness(imagesDeleted, asOf),
            message: `AKS ${imagesDeleted < asOf ? "deleted" : "deletes"} the node images of ${osSku} on ${imagesDeleted}: then its pools can neither scale nor heal. ${fix}`,
          }),
        ]),
  ];
}

/** Network policy engines that end on Windows nodes, where there are any. */
function networkPolicy({ cluster, pools, asOf }: CalendarInput): readonly Retirement[] {
  const names = pools.filter(({ os }) => os === "windows").map(({ name }) => name);
  const rows: readonly AksNetworkPolicyRow[] = Object.values(aksNetworkPolicies);
  const row = rows.find((one) => one.networkPolicy === cluster.networkPolicy);
  if (cluster.target !== "aks" || names.length === 0 || row?.windowsUntil === undefined) return [];
  const { windowsUntil: day, source } = row;
  const what = `networkPolicy "${row.networkPolicy}" on Windows`;
  const message = `AKS ${day < asOf ? "ended" : "ends"} ${what} on ${day}. Use calico, or none.`;
  return [
    entry({
      subject: "platform",
      what,
      pools: names,
      day,
      asOf,
      severity: nearness(day, asOf),
      message,
      source,
    }),
  ];
}

function nearness(day: IsoDate, asOf: IsoDate): Severity {
  if (day < asOf) return "error";
  return daysBetween(asOf, day) <= retirementNoticeDays ? "warning" : "info";
}

function entry({
  source,
  asOf,
  ...rest
}: Omit<Retirement, "daysLeft" | "url"> & {
  readonly source: readonly SourceId[];
  readonly asOf: IsoDate;
}): Retirement {
  const url = sourceUrl(source);
  return { ...rest, daysLeft: daysBetween(asOf, rest.day), ...(url === undefined ? {} : { url }) };
}
