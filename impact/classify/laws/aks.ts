import {
  aksMaxPodsLimits,
  aksPoolName,
  aksRequiresFips,
  aksUpgradeLimits,
  aksWindowsNetworkSupport,
  aksWindowsSkuSupport,
} from "../../../catalogue/aks";
import { compareMinors, parseMinor } from "../../../catalogue/kubernetes-minors";
import type { IsoDate } from "../../../catalogue/source";
import type { PoolFacts } from "../../inventory/pool-facts";
import { mapOf, text } from "../../inventory/read-facts";
import type { JsonMap } from "../../json";
import type { Finding } from "../classified";
import { refusal, refusalOf } from "./refusal";

/**
 * What AKS will refuse about a pool as the program now wants it, whatever changed.
 *
 * @param pool - facts of the pool after the change
 * @param cluster - inputs of its cluster after the change, where they are known
 * @param asOf - day of the report
 */
export function aksRefusals(
  pool: PoolFacts,
  cluster: JsonMap | undefined,
  asOf: IsoDate,
): readonly Finding[] {
  return [
    ...nameRefusal(pool),
    ...versionRefusal(pool, cluster),
    ...podsRefusal(pool),
    ...drainRefusal(pool),
    ...countRefusal(pool),
    ...(pool.os === "Windows" ? windowsRefusals(pool, cluster, asOf) : []),
  ];
}

function windowsRefusals(pool: PoolFacts, cluster: JsonMap | undefined, asOf: IsoDate): readonly Finding[] {
  return [
    ...modeRefusal(pool),
    ...skuRefusal(pool, cluster, asOf),
    ...fipsRefusal(pool),
    ...networkRefusal(cluster),
  ];
}

function nameRefusal({ name, os }: PoolFacts): readonly Finding[] {
  const rule = aksPoolName[os ?? "Linux"];
  if (name === undefined || rule.pattern.test(name)) return [];
  const code =
    os === "Windows" && name.length > rule.maxLength ? "WindowsAgentPoolNameTooLong" : "InvalidParameter";
  const platform = `Azure refuses the pool name "${name}": a ${os ?? "Linux"} pool name is ${rule.rule}.`;
  return [refusal(code, platform, "Choose a name that fits.", rule.source)];
}

function versionRefusal({ kubernetesVersion }: PoolFacts, cluster: JsonMap | undefined): readonly Finding[] {
  const control = text(cluster?.["kubernetesVersion"]);
  const [pool, plane] = [parseMinor(kubernetesVersion ?? ""), parseMinor(control ?? "")];
  if (pool === undefined || plane === undefined || compareMinors(pool, plane) <= 0) return [];
  const platform = `AKS refuses a pool at Kubernetes ${pool} under a control plane at ${plane}.`;
  return [
    refusal("NodePoolMcVersionIncompatible", platform, "Upgrade the control plane first.", [
      "aks-upgrade-node-pools",
    ]),
  ];
}

function podsRefusal({ maxPods }: PoolFacts): readonly Finding[] {
  const { min, max } = aksMaxPodsLimits;
  if (maxPods === undefined || (maxPods >= min && maxPods <= max)) return [];
  const platform = `AKS takes maxPods from ${String(min)} to ${String(max)}, not ${String(maxPods)}.`;
  return [refusal("InvalidParameter", platform, "Choose a number in that range.", ["aks-ip-planning"])];
}

function drainRefusal({ drainMinutes }: PoolFacts): readonly Finding[] {
  const { min, max } = aksUpgradeLimits.drainTimeoutMinutes;
  if (drainMinutes === undefined || (drainMinutes >= min && drainMinutes <= max)) return [];
  const platform = `AKS takes drainTimeoutInMinutes from ${String(min)} to ${String(max)}, not ${String(drainMinutes)}.`;
  return [refusal("InvalidParameter", platform, "Choose a number in that range.", ["aks-rest-2025-09-01"])];
}

function countRefusal({ autoscaled, count, minCount, maxCount }: PoolFacts): readonly Finding[] {
  if (!autoscaled || count === undefined || minCount === undefined || maxCount === undefined) return [];
  if (count >= minCount && count <= maxCount) return [];
  const range = `${String(minCount)} to ${String(maxCount)}`;
  const platform = `AKS refuses count ${String(count)} outside of the autoscaler's ${range}.`;
  return [
    refusal("InvalidParameter", platform, "Leave count to the autoscaler, or choose one in its range.", [
      "aks-rest-2025-09-01",
    ]),
  ];
}

function modeRefusal({ mode }: PoolFacts): readonly Finding[] {
  if (mode !== "System") return [];
  const platform = "AKS runs Windows pools in mode User only.";
  return [refusal("InvalidParameter", platform, 'Set mode: "User".', ["aks-use-system-pools"])];
}

function skuRefusal(pool: PoolFacts, cluster: JsonMap | undefined, asOf: IsoDate): readonly Finding[] {
  const version = pool.kubernetesVersion ?? text(cluster?.["kubernetesVersion"]);
  const minor = version === undefined ? undefined : parseMinor(version);
  if (pool.image === undefined || minor === undefined) return [];
  const instead = "Choose an osSKU that AKS has for this Kubernetes minor, or keep the minor.";
  return refusalOf("InvalidOSSKU", aksWindowsSkuSupport(pool.image, minor, asOf), instead);
}

function fipsRefusal({ image, fips }: PoolFacts): readonly Finding[] {
  if (image === undefined || !aksRequiresFips(image) || fips === true) return [];
  const platform = `AKS refuses ${image} without enableFIPS: true.`;
  return [refusal("BadRequest", platform, "Set enableFIPS: true.", ["aks-fips", "aks-create-node-pools"])];
}

function networkRefusal(cluster: JsonMap | undefined): readonly Finding[] {
  const network = mapOf(cluster?.["networkProfile"]);
  const networkPlugin = text(network["networkPlugin"]);
  if (networkPlugin === undefined) return [];
  const networkDataplane = text(network["networkDataplane"]) ?? text(network["networkDataPlane"]);
  const verdict = aksWindowsNetworkSupport({
    networkPlugin,
    ...(networkDataplane === undefined ? {} : { networkDataplane }),
  });
  return refusalOf(
    "AzureCNIOnlyForWindows",
    verdict,
    "Build a cluster with Azure CNI and the azure data plane.",
  );
}
