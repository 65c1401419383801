import { aksPoolName, aksRequiresFips, aksWindowsSkuSupport, isAksWindowsSku } from "../../catalogue/aks";
import { parseMinor } from "../../catalogue/kubernetes-minors";
import type { IsoDate } from "../../catalogue/source";
import { text } from "../inventory/pool-facts";
import type { PoolFacts } from "../inventory/pool-facts";
import type { JsonMap } from "../json";
import { isMap } from "../json";
import type { Finding } from "./classified";

/**
 * What AKS will refuse about a pool as the program now wants it, whatever changed.
 *
 * @param pool - facts of the pool after the change
 * @param cluster - inputs of its cluster after the change, where they are known
 * @param asOf - day of the report
 */
export function aksPoolRefusals(
  pool: PoolFacts,
  cluster: JsonMap | undefined,
  asOf: IsoDate,
): readonly Finding[] {
  if (pool.os !== "Windows") return [];
  return [
    ...nameRefusal(pool),
    ...modeRefusal(pool),
    ...skuRefusal(pool, cluster, asOf),
    ...fipsRefusal(pool),
    ...networkRefusal(cluster),
  ];
}

function nameRefusal({ name }: PoolFacts): readonly Finding[] {
  const rule = aksPoolName.Windows;
  if (name === undefined || rule.pattern.test(name)) return [];
  const platform = `Azure refuses the pool name "${name}": a Windows pool name is ${rule.rule}.`;
  return [refusal("WindowsAgentPoolNameTooLong", platform, "Choose a shorter name.", rule.source)];
}

function modeRefusal({ mode }: PoolFacts): readonly Finding[] {
  if (mode !== "System") return [];
  return [
    refusal("InvalidParameter", "AKS runs Windows pools in mode User only.", 'Set mode: "User".', [
      "aks-use-system-pools",
    ]),
  ];
}

function skuRefusal(pool: PoolFacts, cluster: JsonMap | undefined, asOf: IsoDate): readonly Finding[] {
  const version = pool.kubernetesVersion ?? text(cluster?.["kubernetesVersion"]);
  const minor = version === undefined ? undefined : parseMinor(version);
  if (pool.image === undefined || minor === undefined) return [];
  const { verdict, reason, source } = aksWindowsSkuSupport(pool.image, minor, asOf);
  if (verdict !== "deny") return [];
  return [
    refusal(
      "InvalidOSSKU",
      reason,
      "Choose an osSKU that AKS has for this Kubernetes minor, or keep the minor.",
      source,
    ),
  ];
}

function fipsRefusal({ image, fips }: PoolFacts): readonly Finding[] {
  if (image === undefined || !isAksWindowsSku(image) || !aksRequiresFips(image) || fips === true) return [];
  return [
    refusal("BadRequest", `AKS refuses ${image} without enableFIPS: true.`, "Set enableFIPS: true.", [
      "aks-fips",
      "aks-create-node-pools",
    ]),
  ];
}

function networkRefusal(cluster: JsonMap | undefined): readonly Finding[] {
  const network = cluster?.["networkProfile"];
  const plugin = isMap(network) ? text(network["networkPlugin"]) : undefined;
  if (plugin === undefined || plugin === "azure") return [];
  return [
    refusal(
      "AzureCNIOnlyForWindows",
      `AKS runs Windows pools with networkPlugin azure only, not ${plugin}.`,
      "Build a cluster with Azure CNI.",
      ["aks-windows-best-practices"],
    ),
  ];
}

function refusal(code: string, platform: string, instead: string, source: Finding["source"]): Finding {
  return { effect: "refused", code, platform, instead, nodes: "none", source };
}
