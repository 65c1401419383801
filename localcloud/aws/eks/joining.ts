import { textAt } from "../../clouds/json";
import { policiesOf, roleOf } from "../iam/iam";
import type { StoredResource } from "../store";
import { findEntry } from "./access-entry";
import { forbiddenLabels } from "./node-group-rules";
import type { Group } from "./nodes";
import { imageOf } from "./nodes";
import { clusterKey } from "./tokens";

/** What keeps the machines of a group from becoming nodes; `undefined` when nothing does. */
export function whyNodesStayAway(group: Group): string | undefined {
  const { cloud, region, clusterName, body } = group;
  const arn = textAt(body, "nodeRoleArn") ?? "";
  const role = roleOf(cloud, arn);
  if (role === undefined) return `the node role ${arn} is gone`;
  const missing = ["AmazonEKSWorkerNodePolicy"].filter((policy) => !policiesOf(cloud, role).includes(policy));
  if (missing.length > 0) return `the node role lacks ${missing.join(", ")}`;
  const labels = forbiddenLabels(body);
  if (labels.length > 0) return `kubelets may not set the labels ${labels.join(", ")}`;
  const cluster = cloud.store.find(clusterKey(region, clusterName));
  if (textAt(cluster?.body, "accessConfig.authenticationMode") === "CONFIG_MAP") return undefined;
  return whyEntryFails(group, role);
}

function whyEntryFails(
  { cloud, region, clusterName, body }: Group,
  role: StoredResource,
): string | undefined {
  const arn = textAt(body, "nodeRoleArn") ?? "";
  const entry = findEntry(cloud, region, clusterName, arn);
  if (entry === undefined) return `the node role ${arn} has no access entry`;
  if (textAt(entry.hidden, "roleId") !== textAt(role.body, "uniqueId"))
    return `the access entry of ${arn} belongs to a role of the same name that was deleted`;
  const type = textAt(entry.body, "type") ?? "";
  const needed = imageOf({ cloud, region, body }).os === "windows" ? "EC2_WINDOWS" : "EC2_LINUX";
  return type === needed || type === "EC2"
    ? undefined
    : `the access entry of ${arn} has the type ${type}, the nodes need ${needed} (one role has one entry: give each operating system a role of its own)`;
}
