import { hexOf } from "../../clouds/identifiers";
import { listAt, objectAt, textAt, textOf, textsAt } from "../../clouds/json";
import { arnOf } from "../account";
import { AwsError, invalidParameter, invalidRequest, resourceInUse, resourceNotFound } from "../errors";
import type { ResourceType, Rule, Write } from "../resource-type";
import { entryBody, findEntry } from "./access-entry";
import { letMachinesJoin } from "./fleets";
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

/** Who may come in, and as what. */
export const accessEntry: ResourceType = {
  type: eks.accessEntry,
  api: { service: "EKS", noun: "AccessEntry" },
  identify: ({ requested }) => `${textOf(requested["clusterName"])}:${textOf(requested["principalArn"])}`,
  parent: clusterOfRequest,
  exists: () => resourceInUse("The specified access entry resource is already in use on this cluster."),
  updatable: ["kubernetesGroups", "userName"],
  rules: [clusterTakesRequests, clusterUsesEntries, typeIsKnown, nodesHaveNoGroups, userNameIsFree],
  complete: (write) => entryBody(write, write.requested),
  // Machines that were refused until now try again all the time.
  apply: ({ cloud, region, requested }, work) =>
    letMachinesJoin({ cloud, region, clusterName: textOf(requested["clusterName"]) }, work),
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

/** What an entry lets somebody do. */
export const accessPolicyAssociation: ResourceType = {
  type: eks.accessPolicyAssociation,
  api: { service: "EKS", noun: "AccessPolicy" },
  identify: ({ requested }) =>
    ["clusterName", "principalArn", "policyArn"].map((name) => textOf(requested[name])).join("#"),
  parent: clusterOfRequest,
  idempotent: true,
  updatable: [],
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
  updatable: ["roleArn", "disableSessionTags", "targetRoleArn", "policy"],
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
