import { badRequest } from "../errors";
import { objectAt, textAt } from "../../clouds/json";
import type { Put, Rule } from "../resource-type";
import { completeCluster } from "./cluster-defaults";
import { nodeResourceGroup } from "./ids";
import { invalidParameter } from "./pool-check";

const seeNaming = "Please see https://aka.ms/aks-naming-rules for more details.";

const nameIsValid: Rule<Put> = ({ id }) =>
  /^[a-zA-Z0-9]([-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/.test(id.name)
    ? undefined
    : invalidParameter("resourceName", `'${id.name}' is not a valid cluster name. ${seeNaming}`);

/** @see https://learn.microsoft.com/azure/azure-resource-manager/templates/error-reserved-resource-name */
const reservedWords = ["microsoft", "windows", "azure", "login", "xbox", "office", "bing", "skype"] as const;

const nameIsNotReserved: Rule<Put> = ({ id }) => {
  const name = id.name.toLowerCase();
  const word = reservedWords.find(
    (reserved) =>
      name === reserved ||
      (["login", "xbox"].includes(reserved) && name.startsWith(reserved)) ||
      (["microsoft", "windows"].includes(reserved) && name.includes(reserved)),
  );
  return word === undefined
    ? undefined
    : badRequest(
        "ReservedResourceName",
        `The resource name '${id.name}' or a part of the name is a trademarked or reserved word ('${word}').`,
      );
};

const dnsPrefixIsValid: Rule<Put> = ({ requested, before }) => {
  const prefix = textAt(requested, "properties.dnsPrefix");
  const subdomain = textAt(requested, "properties.fqdnSubdomain");
  if (prefix !== undefined && subdomain !== undefined)
    return invalidParameter("dnsPrefix", "dnsPrefix and fqdnSubdomain exclude each other.");
  if (prefix === undefined && subdomain === undefined && before === undefined)
    return badRequest("InvalidParameter", "Required parameter dnsPrefix is missing (null).", "dnsPrefix");
  return prefix === undefined || /^[a-zA-Z0-9]([-a-zA-Z0-9]{0,52}[a-zA-Z0-9])?$/.test(prefix)
    ? undefined
    : invalidParameter("dnsPrefix", `'${prefix}' is not valid. ${seeNaming}`);
};

const nodeResourceGroupFits: Rule<Put> = (put) => {
  const name = nodeResourceGroup(put.id.text, completeCluster(put));
  if (name.length > 80)
    return badRequest(
      "InvalidParameter",
      `The node resource group name '${name}' has ${String(name.length)} characters; at most 80 are allowed. Shorten the names of the cluster or its resource group, or set nodeResourceGroup.`,
      "nodeResourceGroup",
    );
  const id = `/subscriptions/${put.id.subscription}/resourceGroups/${name}`;
  return put.before === undefined && put.cloud.store.find(id) !== undefined
    ? badRequest(
        "ResourceGroupAlreadyExists",
        `The node resource group '${name}' already exists; AKS must create it.`,
        "nodeResourceGroup",
      )
    : undefined;
};

const tagsAreFew: Rule<Put> = ({ requested }) => {
  const tags = Object.keys(objectAt(requested, "tags"));
  const twice = tags.find(
    (tag, index) => tags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) !== index,
  );
  if (twice !== undefined)
    return badRequest(
      "DuplicateTagName",
      `The tag name '${twice}' is used twice; tag names are compared without regard to case.`,
      "tags",
    );
  return tags.length <= 50
    ? undefined
    : badRequest("TooManyTags", `A resource can have at most 50 tags, got ${String(tags.length)}.`, "tags");
};

/** Rules about names and tags. */
export const clusterNamingRules: readonly Rule<Put>[] = [
  nameIsValid,
  nameIsNotReserved,
  dnsPrefixIsValid,
  nodeResourceGroupFits,
  tagsAreFew,
];
