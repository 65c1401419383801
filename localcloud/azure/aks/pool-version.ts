import type { ArmError } from "../errors";
import { badRequest } from "../errors";
import { textAt } from "../../clouds/json";
import { minorNumber } from "./facts";
import type { PoolCheck, PoolRule } from "./pool-check";
import { compareVersions, upgradeRefusal, versionRefusal } from "./versions";

/** How many minors a pool may be behind its control plane; other pages of the same documentation say 2. */
const allowedSkew = 3;

/** Whether the cluster has what long-term support needs. */
export function hasLongTermSupport(cluster: PoolCheck["cluster"]): boolean {
  return (
    textAt(cluster, "sku.tier") === "Premium" &&
    textAt(cluster, "properties.supportPlan") === "AKSLongTermSupport"
  );
}

const versionIsOffered: PoolRule = ({ cloud, cluster, clusterId, pool, before }) => {
  const asked = textAt(pool, "orchestratorVersion") ?? "";
  if (asked === textAt(before, "orchestratorVersion")) return undefined;
  return versionRefusal(asked, cloud.now(), hasLongTermSupport(cluster), clusterId.split("/").at(-1) ?? "");
};

/**
 * A pool is never newer than its control plane, nor too far behind.
 *
 * @see https://learn.microsoft.com/azure/aks/upgrade-node-pools
 */
export function fitsControlPlane({
  cluster,
  pool,
}: Pick<PoolCheck, "cluster" | "pool">): ArmError | undefined {
  const control = textAt(cluster, "properties.currentKubernetesVersion") ?? "";
  const own = textAt(pool, "currentOrchestratorVersion") ?? "";
  const lag = minorNumber(control) - minorNumber(own);
  if (compareVersions(own, control) <= 0 && lag <= allowedSkew) return undefined;
  const relation =
    lag > allowedSkew ? `more than ${String(allowedSkew)} minor versions older than` : "newer than";
  return badRequest(
    "NodePoolMcVersionIncompatible",
    `Node pool version ${own} and control plane version ${control} are incompatible. The node pool is ${relation} the control plane. For more information, please check https://aka.ms/aks/UpgradeVersionRules`,
    "agentPoolProfile.orchestratorVersion",
  );
}

const goesUpOnly: PoolRule = ({ pool, before }) => {
  const from = textAt(before, "currentOrchestratorVersion");
  const to = textAt(pool, "currentOrchestratorVersion") ?? "";
  if (from === undefined) return undefined;
  // A pool may catch up with its control plane over several minors at once; it may not go back.
  return compareVersions(to, from) < 0 ? upgradeRefusal(from, to) : undefined;
};

/** Rules about Kubernetes versions. */
export const poolVersionRules: readonly PoolRule[] = [versionIsOffered, fitsControlPlane, goesUpOnly];
