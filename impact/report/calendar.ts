import { aksWindowsSkuList, aksWindowsSkus, isAksWindowsSku } from "../../catalogue/aks";
import type { AksWindowsSkuRow } from "../../catalogue/aks";
import { eksWindowsAmis, isEksWindowsAmiType } from "../../catalogue/eks";
import type { IsoDate } from "../../catalogue/source";
import { windowsReleases } from "../../catalogue/windows-releases";
import type { WindowsReleaseRow } from "../../catalogue/windows-releases";
import { clusterInputs, osOfPool } from "../inventory/inventory";
import type { Inventory, Pool } from "../inventory/inventory";
import { text } from "../inventory/read-facts";
import type { CalendarRow } from "./report";

/**
 * What time does to every Windows pool, the one with the fewest days left first. Pools that go away are left out.
 *
 * @param inventory - everything that the input holds
 * @param asOf - day of the report
 */
export function calendar(inventory: Inventory, asOf: IsoDate): readonly CalendarRow[] {
  return inventory.pools
    .filter((pool) => pool.new !== undefined && osOfPool(pool) === "Windows")
    .map((pool) => toRow(pool, inventory, asOf))
    .sort((a, b) => (a.daysLeft ?? Infinity) - (b.daysLeft ?? Infinity) || (a.title < b.title ? -1 : 1));
}

function toRow(pool: Pool, inventory: Inventory, asOf: IsoDate): CalendarRow {
  const image = pool.new?.image ?? "";
  const cluster = clusterInputs(inventory, pool);
  const version =
    pool.new?.kubernetesVersion ?? text(cluster?.["kubernetesVersion"]) ?? text(cluster?.["version"]);
  const facts = imageFacts(image);
  return {
    title: pool.title,
    image,
    build: facts.build,
    kubernetesVersion: version ?? "",
    minors: facts.minors,
    ends: facts.ends ?? "",
    ...(facts.ends === undefined ? {} : { daysLeft: daysBetween(asOf, facts.ends) }),
    next: facts.next,
  };
}

interface ImageFacts {
  readonly build: number;
  readonly minors: string;
  readonly ends?: IsoDate;
  readonly next: string;
}

function imageFacts(image: string): ImageFacts {
  if (isAksWindowsSku(image)) return aksFacts(aksWindowsSkus[image]);
  if (isEksWindowsAmiType(image)) {
    const { release, firstMinor } = eksWindowsAmis[image];
    const row: WindowsReleaseRow = windowsReleases[release];
    return {
      build: row.build,
      minors: `from ${firstMinor}`,
      ends: row.extendedEnd ?? row.mainstreamEnd,
      next: "AWS has announced no end for this AMI type; the day is the end of Microsoft's support.",
    };
  }
  const next =
    image === ""
      ? "Name the Windows image in the program: the default changes with the Kubernetes minor."
      : "The catalogue does not know this image; look it up with the platform.";
  return { build: 0, minors: "not known", next };
}

function aksFacts(row: AksWindowsSkuRow): ImageFacts {
  const { build } = windowsReleases[row.release];
  const minors = `${row.firstMinor ?? "first"} to ${row.lastMinor ?? "newest"}`;
  const later = aksWindowsSkuList.filter(
    ({ osSku, retired, release }) =>
      osSku !== row.osSku && retired === undefined && windowsReleases[release].build > build,
  );
  const successor = later[0];
  if (successor === undefined)
    return { build, minors, ...ends(row), next: "No newer release; keep its node image fresh." };
  const before =
    row.lastMinor === undefined ? "" : ` before the cluster goes beyond Kubernetes ${row.lastMinor}`;
  const fips = successor.fipsRequired ? ", enableFIPS: true" : "";
  const from =
    successor.firstMinor === undefined ? "" : ` (Kubernetes ${successor.firstMinor} or newer${fips})`;
  return {
    build,
    minors,
    ...ends(row),
    next: `Add a pool with ${successor.osSku}${from}, rebuild the images for it, move the workloads and remove this pool${before}.`,
  };
}

function ends({ retired }: AksWindowsSkuRow): Pick<ImageFacts, "ends"> {
  return retired === undefined ? {} : { ends: retired };
}

function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
