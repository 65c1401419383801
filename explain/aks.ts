import {
  aksPoolSources,
  aksRequiresFips,
  aksWindowsSkus,
  aksWindowsSkuSupport,
  aksWindowsVmSizeSupport,
  isAksWindowsSku,
} from "../catalogue/aks";
import { cnis, type CniName } from "../catalogue/cni";
import { minorSupport, parseMinor } from "../catalogue/kubernetes-minors";
import type { IsoDate } from "../catalogue/source";
import { vmSize, type VmSizeRow } from "../catalogue/vm-sizes";
import { windowsReleaseList } from "../catalogue/windows-releases";
import { capacityFacts } from "./capacity";
import { judged, known, some, type Fact } from "./fact";
import { inputAt, textAt, type PlannedResource } from "./resource";
import { windowsFacts } from "./windows";

/** What the catalogue knows about a cluster. */
export function aksClusterFacts(cluster: PlannedResource, asOf: IsoDate): readonly Fact[] {
  const minor = parseMinor(textAt(cluster, "kubernetesVersion"));
  const cni = cniOf(cluster);
  return some(
    minor === undefined ? undefined : judged(minorSupport("aks", minor, asOf)),
    cni === undefined
      ? undefined
      : known(`The network is ${[`${cnis[cni].title}.`, ...cnis[cni].notes].join(" ")}`, cnis[cni].source),
  );
}

function cniOf(cluster: PlannedResource): CniName | undefined {
  if (textAt(cluster, "networkProfile", "networkPlugin") !== "azure") return undefined;
  return textAt(cluster, "networkProfile", "networkPluginMode") === "overlay"
    ? "azure-overlay"
    : "azure-node-subnet";
}

/** What the catalogue knows about a node pool. */
export function aksPoolFacts(pool: PlannedResource, asOf: IsoDate): readonly Fact[] {
  const minor = parseMinor(textAt(pool, "orchestratorVersion"));
  const osSku = textAt(pool, "osSKU");
  const release = windowsReleaseList.find((row) => osSku === `Windows${row.release}`)?.release;
  const size = vmSize(textAt(pool, "vmSize"));
  return some(
    size === undefined
      ? undefined
      : known(
          `A node (${size.size}) has ${String(size.vCpus)} vCPUs and ${String(size.memoryGiB)} GiB.`,
          size.source,
        ),
    maxPods(pool),
    ...capacity(pool, size),
    minor === undefined || release === undefined
      ? undefined
      : judged(aksWindowsSkuSupport(osSku, minor, asOf)),
    isAksWindowsSku(osSku) ? judged(aksWindowsVmSizeSupport(osSku, textAt(pool, "vmSize"))) : undefined,
    aksRequiresFips(osSku)
      ? known(
          `${osSku} needs FIPS images: enableFIPS is ${String(inputAt(pool, "enableFIPS"))}.`,
          aksWindowsSkus.Windows2025.source,
        )
      : undefined,
    ...(release === undefined ? [] : windowsFacts(release)),
  );
}

function capacity(pool: PlannedResource, size: VmSizeRow | undefined): readonly Fact[] {
  const maxPods = inputAt(pool, "maxPods");
  if (size === undefined || typeof maxPods !== "number") return [];
  const drainMinutes = inputAt(pool, "upgradeSettings", "drainTimeoutInMinutes");
  return capacityFacts(
    {
      platform: "aks",
      os: textAt(pool, "osType") === "Windows" ? "Windows" : "Linux",
      memoryGiB: size.memoryGiB,
      maxPods,
    },
    typeof drainMinutes === "number" ? drainMinutes : undefined,
  );
}

function maxPods(pool: PlannedResource): Fact | undefined {
  const count = inputAt(pool, "maxPods");
  if (typeof count !== "number") return undefined;
  return known(
    `A node takes ${String(count)} pods; the number cannot be changed later.`,
    aksPoolSources.aksPoolImmutableProperties,
  );
}
