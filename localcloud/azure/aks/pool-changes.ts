import type { Json } from "../../clouds/json";
import { sameJson, textAt, valueAt } from "../../clouds/json";
import type { PoolCheck, PoolRule } from "./pool-check";
import { changeNotAllowed } from "./pool-check";

/** A pool property that cannot change once the pool exists. */
interface FixedProperty {
  readonly path: string;
  /** Where the platform allows a change after all. */
  readonly exceptFor?: (check: PoolCheck) => boolean;
}

const onLinux = (check: PoolCheck) => textAt(check.pool, "osType") === "Linux";

/** Linux pools can move between SKUs in place; the nodes are reimaged. */
const betweenLinuxSkus = (check: PoolCheck) => onLinux(check) && textAt(check.before, "osType") === "Linux";

/**
 * What a pool keeps for life. Everything that is not here can change in place.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure (azuremanagedmachinepool_webhook.go)
 * @see https://github.com/hashicorp/terraform-provider-azurerm (cycleNodePoolProperties)
 */
const fixedPoolProperties: readonly FixedProperty[] = [
  { path: "osType" },
  { path: "osSKU", exceptFor: betweenLinuxSkus },
  { path: "vmSize" },
  { path: "maxPods" },
  { path: "osDiskSizeGB" },
  { path: "osDiskType" },
  { path: "kubeletDiskType" },
  { path: "vnetSubnetID" },
  { path: "podSubnetID" },
  { path: "availabilityZones" },
  { path: "scaleSetPriority" },
  { path: "scaleSetEvictionPolicy" },
  { path: "spotMaxPrice" },
  { path: "enableFIPS", exceptFor: onLinux },
  { path: "enableEncryptionAtHost" },
  { path: "enableUltraSSD" },
  { path: "enableNodePublicIP" },
  { path: "nodePublicIPPrefixID" },
  { path: "kubeletConfig" },
  { path: "linuxOSConfig" },
  { path: "messageOfTheDay" },
  { path: "hostGroupID" },
  { path: "proximityPlacementGroupID" },
  { path: "gpuInstanceProfile" },
  { path: "workloadRuntime" },
  { path: "creationData" },
  { path: "gatewayProfile" },
  { path: "gpuProfile" },
  { path: "podIPAllocationMode" },
  { path: "networkProfile.nodePublicIPTags" },
  { path: "windowsProfile.disableOutboundNat" },
  { path: "type" },
];

/** One rule per property: `PropertyChangeNotAllowed`. */
export const poolChangeRules: readonly PoolRule[] = fixedPoolProperties.map(
  ({ path, exceptFor }): PoolRule =>
    (check) => {
      if (check.before === undefined || exceptFor?.(check) === true) return undefined;
      const [old, now] = [settled(valueAt(check.before, path)), settled(valueAt(check.pool, path))];
      return same(old, now) ? undefined : changeNotAllowed(`agentPoolProfile.${path}`);
    },
);

/** Off, empty and absent are the same thing to AKS. */
function settled(value: Json | undefined): Json | undefined {
  const isEmpty =
    value === false || value === null || value === "" || (Array.isArray(value) && value.length === 0);
  return isEmpty ? undefined : value;
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a === "string" && typeof b === "string" && a.startsWith("/subscriptions/"))
    return a.toLowerCase() === b.toLowerCase();
  return sameJson(a, b);
}
