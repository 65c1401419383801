import type { JsonObject } from "../../clouds/json";
import { isRecord } from "../../wire/values";
import { textAt } from "../../clouds/json";
import type { Cloud } from "../cloud";
import { policiesOf, roleOf } from "../iam/iam";
import { networkConfigMapPath } from "./kube-system";
import { clusterKey, controlPlaneId } from "./tokens";

/** The policy without which the controller may not give addresses to nodes. */
const controllerPolicy = "AmazonEKSVPCResourceController";

/**
 * Whether the VPC resource controller of a cluster gives addresses to Windows pods: its ConfigMap says so, and the
 * cluster's role lets it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html
 */
export async function givesWindowsAddresses(
  cloud: Cloud,
  region: string,
  clusterName: string,
): Promise<boolean> {
  const cluster = cloud.store.find(clusterKey(region, clusterName));
  const role = roleOf(cloud, textAt(cluster?.body, "roleArn") ?? "");
  if (role === undefined || !policiesOf(cloud, role).includes(controllerPolicy)) return false;
  const map = await cloud.clusters.find(controlPlaneId(region, clusterName), networkConfigMapPath);
  return dataOf(map)["enable-windows-ipam"] === "true";
}

/** The data of a ConfigMap. */
export function dataOf(map: JsonObject | undefined): JsonObject {
  const data = map?.["data"];
  return isRecord(data) ? data : {};
}
