import { aksWindowsSkus, isAksWindowsSku } from "../../catalogue/aks";
import { listAt, numberAt, textAt, valueAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { PropertyValue } from "../../localcloud/wire/values";
import type { DeployedResource } from "../inventory/deployment";
import type { DeployedPool } from "./pool";
import { range } from "./pool";

/** The pools of AKS that azure-native made: those of their own, and those within the cluster. */
export function aksPools(resources: readonly DeployedResource[]): readonly DeployedPool[] {
  return resources.flatMap(({ type, inputs, outputs }) => {
    if (!/^azure-native[:_]/.test(type)) return [];
    if (type.endsWith(":ManagedCluster")) {
      return listAt(inputs, "agentPoolProfiles").map((pool) => aksPool(pool, textAt(pool, "name")));
    }
    if (!type.endsWith(":AgentPool")) return [];
    return [aksPool(inputs, textAt(inputs, "agentPoolName") || textAt(outputs, "name"))];
  });
}

function aksPool(pool: PropertyValue, name: string): DeployedPool {
  const osSku = textAt(pool, "osSKU");
  const scaled = valueAt(pool, "enableAutoScaling") === true;
  return {
    name,
    ...system(textAt(pool, "osType"), osSku),
    version: textAt(pool, "orchestratorVersion"),
    ...(scaled
      ? range(numberAt(pool, "minCount"), numberAt(pool, "maxCount"))
      : range(numberAt(pool, "count"), numberAt(pool, "count"))),
  };
}

/**
 * The pools of AKS that the classic azure provider made.
 *
 * @see https://www.pulumi.com/registry/packages/azure/api-docs/containerservice/kubernetesclusternodepool/ (read 2026-11-23)
 */
export function classicAksPools(resources: readonly DeployedResource[]): readonly DeployedPool[] {
  return resources.flatMap(({ type, inputs }) => {
    switch (type) {
      case "azure:containerservice/kubernetesCluster:KubernetesCluster":
        return [classicPool(valueAt(inputs, "defaultNodePool") ?? {})];
      case "azure:containerservice/kubernetesClusterNodePool:KubernetesClusterNodePool":
        return [classicPool(inputs)];
      default:
        return [];
    }
  });
}

function classicPool(pool: PropertyValue): DeployedPool {
  const scaled = valueAt(pool, "autoScalingEnabled") === true || valueAt(pool, "enableAutoScaling") === true;
  return {
    name: textAt(pool, "name"),
    ...system(textAt(pool, "osType"), textAt(pool, "osSku")),
    version: textAt(pool, "orchestratorVersion"),
    ...(scaled
      ? range(numberAt(pool, "minCount"), numberAt(pool, "maxCount"))
      : range(numberAt(pool, "nodeCount"), numberAt(pool, "nodeCount"))),
  };
}

function system(osType: string, osSku: string): Pick<DeployedPool, "os" | "windows" | "linux"> {
  if (isAksWindowsSku(osSku)) return { os: "windows", windows: aksWindowsSkus[osSku].release };
  // A Windows pool without osSKU has the release that AKS chose: only its nodes say which.
  if (osType.toLowerCase() === "windows") return { os: "windows" };
  return { os: "linux", linux: osSku === "" ? "Ubuntu" : osSku };
}
