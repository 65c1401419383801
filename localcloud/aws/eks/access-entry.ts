import { hexOf } from "../../clouds/identifiers";
import type { JsonObject } from "../../clouds/json";
import { textAt, textOf } from "../../clouds/json";
import { accountId, arnOf, keyOf } from "../account";
import type { Cloud } from "../cloud";
import { roleOf } from "../iam/iam";
import type { Write } from "../resource-type";
import type { StoredResource } from "../store";
import { eks } from "./tokens";

/** What an entry of a type says that was not asked for more. */
export function entryBody(
  { cloud, region }: Pick<Write, "cloud" | "region">,
  requested: JsonObject,
): { readonly body: JsonObject; readonly hidden: JsonObject } {
  const arn = textAt(requested, "principalArn") ?? "";
  const clusterName = textOf(requested["clusterName"]);
  const type = textAt(requested, "type") ?? "STANDARD";
  const nodes = type !== "STANDARD";
  const name =
    arn
      .split(":")
      .at(-1)
      ?.replace(/^role\//, `role/${accountId}/`) ?? "";
  const now = cloud.now().toISOString();
  return {
    body: {
      type,
      kubernetesGroups: nodes
        ? ["system:nodes", ...(type === "EC2_WINDOWS" ? ["eks:kube-proxy-windows"] : [])]
        : [],
      userName: nodes ? "system:node:{{EC2PrivateDNSName}}" : arn,
      createdAt: now,
      modifiedAt: now,
      ...requested,
      region,
      accessEntryArn: arnOf(
        "eks",
        region,
        `access-entry/${clusterName}/${name}/${hexOf(arn + clusterName, 32)}`,
      ),
    },
    // The entry is for this very role: one that is made again under its name has no access.
    hidden: { roleId: textAt(roleOf(cloud, arn)?.body, "uniqueId") ?? "" },
  };
}

/** The entry of a principal in a cluster. */
export function findEntry(
  cloud: Cloud,
  region: string,
  clusterName: string,
  principalArn: string,
): StoredResource | undefined {
  return cloud.store.find(keyOf(eks.accessEntry, region, `${clusterName}:${principalArn}`));
}
