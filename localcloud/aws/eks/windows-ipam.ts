import type { JsonObject } from "../../clouds/json";
import { isRecord } from "../../wire/values";
import { textAt } from "../../clouds/json";
import type { Cloud } from "../cloud";
import { policiesOf, roleOf } from "../iam/iam";
import { networkConfigMapPath } from "./kube-system";
import { clusterKey, controlPlaneId } from "./tokens";

/** The policy without which the controller may not give addresses to nodes. */
const controllerPolicy = "AmazonEKSVPCResourceController";

/** How Windows pods get addresses in a cluster. */
export interface WindowsAddressing {
  /** Whether they get any. */
  readonly windowsIpam: boolean;
  /** Whether a node takes ranges of 16 in the place of single addresses. */
  readonly windowsPrefixDelegation: boolean;
}

/**
 * What the VPC resource controller of a cluster does for Windows pods: its ConfigMap says so, and the cluster's role lets
 * it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses-procedure.html (prefix delegation)
 */
export async function windowsAddressing(
  cloud: Cloud,
  region: string,
  clusterName: string,
): Promise<WindowsAddressing> {
  const cluster = cloud.store.find(clusterKey(region, clusterName));
  const role = roleOf(cloud, textAt(cluster?.body, "roleArn") ?? "");
  const allowed = role !== undefined && policiesOf(cloud, role).includes(controllerPolicy);
  if (!allowed) return { windowsIpam: false, windowsPrefixDelegation: false };
  const data = dataOf(await cloud.clusters.find(controlPlaneId(region, clusterName), networkConfigMapPath));
  return {
    windowsIpam: data["enable-windows-ipam"] === "true",
    windowsPrefixDelegation: data["enable-windows-prefix-delegation"] === "true",
  };
}

/** The data of a ConfigMap. */
export function dataOf(map: JsonObject | undefined): JsonObject {
  const data = map?.["data"];
  return isRecord(data) ? data : {};
}
