import { hexOf } from "../../clouds/identifiers";
import type { JsonObject } from "../../clouds/json";
import { listAt, objectAt, textAt, textOf, textsAt } from "../../clouds/json";
import { accountId, arnOf, keyOf } from "../account";
import type { Cloud } from "../cloud";
import { AwsError, invalidParameter, invalidRequest, resourceInUse, resourceNotFound } from "../errors";
import { roleOf } from "../iam/iam";
import type { ResourceType, Rule, Write } from "../resource-type";
import type { StoredResource } from "../store";
import { clusterOfRequest, clusterTakesRequests, eks, findCluster } from "./tokens";

/** @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html (type) */
const entryTypes = [
  "STANDARD",
  "EC2_LINUX",
  "EC2_WINDOWS",
  "EC2",
  "FARGATE_LINUX",
  "HYBRID_LINUX",
  "HYPERPOD_LINUX",
];

const clusterUsesEntries: Rule<Write> = (write) =>
  textAt(findCluster(write)?.body, "accessConfig.authenticationMode") === "CONFIG_MAP"
    ? invalidRequest(
        "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
      )
    : undefined;

const typeIsKnown: Rule<Write> = ({ requested }) => {
  const type = textAt(requested, "type") ?? "STANDARD";
  return entryTypes.includes(type)
    ? undefined
    : invalidParameter(`The type must be one of ${entryTypes.join(", ")}`);
};

/** What EKS lets nodes do is fixed. @see https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html */
const nodesHaveNoGroups: Rule<Write> = ({ requested }) => {
  const type = textAt(requested, "type") ?? "STANDARD";
  if (type === "STANDARD") return undefined;
  const given = requested["userName"] !== undefined || listAt(requested, "kubernetesGroups").length > 0;
  return given
    ? invalidParameter(`The username and kubernetesGroups can't be set for access entries of type ${type}`)
    : undefined;
};

const userNameIsFree: Rule<Write> = ({ requested }) =>
  /^(system:|eks:|aws:|amazon:|iam:|session)/.test(textAt(requested, "userName") ?? "")
    ? invalidParameter("The username can't begin with system:, eks:, aws:, amazon:, iam: or session")
    : undefined;

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

/** Who may come in, and as what. */
export const accessEntry: ResourceType = {
  type: eks.accessEntry,
  api: { service: "EKS", noun: "AccessEntry" },
  identify: ({ requested }) => `${textOf(requested["clusterName"])}:${textOf(requested["principalArn"])}`,
  parent: clusterOfRequest,
  exists: () => resourceInUse("The specified access entry resource is already in use on this cluster."),
  rules: [clusterTakesRequests, clusterUsesEntries, typeIsKnown, nodesHaveNoGroups, userNameIsFree],
  complete: (write) => entryBody(write, write.requested),
  remove: ({ cloud, resource }) => {
    for (const association of cloud.store.ofType(eks.accessPolicyAssociation)) {
      const same = ["clusterName", "principalArn"].every(
        (name) => association.body[name] === resource.body[name],
      );
      if (same) cloud.store.remove(association.id);
    }
    return Promise.resolve();
  },
};

/** The entry of a principal in a cluster. */
export function findEntry(
  cloud: Cloud,
  region: string,
  clusterName: string,
  principalArn: string,
): StoredResource | undefined {
  return cloud.store.find(keyOf(eks.accessEntry, region, `${clusterName}:${principalArn}`));
}

/** What an entry lets somebody do. */
export const accessPolicyAssociation: ResourceType = {
  type: eks.accessPolicyAssociation,
  api: { service: "EKS", noun: "AccessPolicy" },
  identify: ({ requested }) =>
    ["clusterName", "principalArn", "policyArn"].map((name) => textOf(requested[name])).join("#"),
  parent: clusterOfRequest,
  idempotent: true,
  rules: [
    clusterTakesRequests,
    clusterUsesEntries,
    ({ cloud, region, requested }) => {
      const principal = textOf(requested["principalArn"]);
      const entry = findEntry(cloud, region, textOf(requested["clusterName"]), principal);
      if (entry === undefined)
        return resourceNotFound(
          "The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'.",
        );
      const type = textAt(entry.body, "type") ?? "";
      return type === "STANDARD"
        ? undefined
        : invalidParameter(`Access policies can't be associated with access entries of type ${type}`);
    },
    ({ requested }) =>
      /^arn:aws[\w-]*:eks::aws:cluster-access-policy\/\w+$/.test(textOf(requested["policyArn"]))
        ? undefined
        : new AwsError(400, "InvalidParameterException", "The policyArn parameter format is not valid"),
    ({ requested }) => {
      const scope = objectAt(requested, "accessScope");
      const named = textsAt(scope, "namespaces").length > 0;
      if (scope["type"] === "namespace" && !named)
        return invalidParameter("Namespaces are required when the access scope type is namespace");
      return scope["type"] === "cluster" && named
        ? invalidParameter("Namespaces are not allowed when the access scope type is cluster")
        : undefined;
    },
  ],
  complete: ({ cloud, requested, region }) => ({
    body: {
      ...requested,
      region,
      associatedAt: cloud.now().toISOString(),
      modifiedAt: cloud.now().toISOString(),
    },
  }),
};

/** Roles for service accounts. */
export const podIdentityAssociation: ResourceType = {
  type: eks.podIdentityAssociation,
  api: { service: "EKS", noun: "PodIdentityAssociation" },
  identify: ({ requested }) =>
    `a-${hexOf(["clusterName", "namespace", "serviceAccount"].map((name) => textOf(requested[name])).join("/"), 17)}`,
  parent: clusterOfRequest,
  exists: () => resourceInUse("Association already exists for this service account and namespace."),
  rules: [clusterTakesRequests],
  complete: ({ requested, region }, id) => ({
    body: {
      disableSessionTags: false,
      externalId: "",
      ...requested,
      region,
      associationId: id,
      associationArn: arnOf(
        "eks",
        region,
        `podidentityassociation/${textOf(requested["clusterName"])}/${id}`,
      ),
    },
  }),
};
