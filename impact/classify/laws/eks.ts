import { eksLinuxAmiSupport, eksWindowsAmiSupport } from "../../../catalogue/eks";
import { compareMinors, parseMinor } from "../../../catalogue/kubernetes-minors";
import type { PoolFacts } from "../../inventory/pool-facts";
import { text } from "../../inventory/read-facts";
import type { JsonMap } from "../../json";
import type { Finding } from "../classified";
import { refusal, refusalOf } from "./refusal";

/**
 * What EKS will refuse about a node group as the program now wants it, whatever changed.
 *
 * @param pool - facts of the group after the change
 * @param cluster - inputs of its cluster after the change, where they are known
 */
export function eksRefusals(pool: PoolFacts, cluster: JsonMap | undefined): readonly Finding[] {
  return [
    ...amiRefusal(pool, cluster),
    ...versionRefusal(pool, cluster),
    ...releaseRefusal(pool, cluster),
    ...scalingRefusal(pool),
  ];
}

function minorOf(pool: PoolFacts, cluster: JsonMap | undefined): ReturnType<typeof parseMinor> {
  return parseMinor(pool.kubernetesVersion ?? text(cluster?.["version"]) ?? "");
}

function amiRefusal(pool: PoolFacts, cluster: JsonMap | undefined): readonly Finding[] {
  const minor = minorOf(pool, cluster);
  if (pool.image === undefined || minor === undefined) return [];
  const verdict =
    pool.os === "Windows" ? eksWindowsAmiSupport(pool.image, minor) : eksLinuxAmiSupport(pool.image, minor);
  const instead = "Choose an AMI type that EKS has for this Kubernetes minor.";
  return refusalOf("InvalidParameterException", verdict, instead);
}

function versionRefusal({ kubernetesVersion }: PoolFacts, cluster: JsonMap | undefined): readonly Finding[] {
  const [group, plane] = [parseMinor(kubernetesVersion ?? ""), parseMinor(text(cluster?.["version"]) ?? "")];
  if (group === undefined || plane === undefined || compareMinors(group, plane) <= 0) return [];
  const platform = `EKS refuses a node group at Kubernetes ${group} under a control plane at ${plane}.`;
  return [
    refusal("InvalidParameterException", platform, "Upgrade the control plane first.", ["eks-api-model"]),
  ];
}

/** Linux releases look like `1.35.2-20260801`, Windows releases like `1.35-2026.08.01`. */
function releaseRefusal(pool: PoolFacts, cluster: JsonMap | undefined): readonly Finding[] {
  const [release, minor] = [/^1\.\d+/.exec(pool.release ?? "")?.[0], minorOf(pool, cluster)];
  if (release === undefined || minor === undefined || release === minor) return [];
  const platform = `EKS refuses AMI release ${pool.release ?? ""} in a node group at Kubernetes ${minor}.`;
  return [
    refusal("InvalidParameterException", platform, "Take a release of the group's own minor.", [
      "eks-api-model",
    ]),
  ];
}

function scalingRefusal({ count, minCount, maxCount }: PoolFacts): readonly Finding[] {
  if (count === undefined || minCount === undefined || maxCount === undefined) return [];
  if (minCount <= count && count <= maxCount && maxCount >= 1) return [];
  const platform = `EKS demands minSize <= desiredSize <= maxSize and maxSize >= 1, not ${String(minCount)}, ${String(count)}, ${String(maxCount)}.`;
  return [
    refusal("InvalidParameterException", platform, "Bring the three numbers in order.", ["eks-api-model"]),
  ];
}
