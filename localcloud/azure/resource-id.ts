import { badRequest } from "./errors";

/** A resource's id, taken apart. */
export interface ResourceId {
  /** As it was written. */
  readonly text: string;
  /** Lower case: Azure compares ids without regard to case. */
  readonly key: string;
  readonly subscription: string;
  /** Absent for resources of the subscription or of another resource's scope. */
  readonly resourceGroup: string | undefined;
  /** For instance `Microsoft.Network/virtualNetworks/subnets`, as it was written. */
  readonly type: string;
  readonly name: string;
  /** The id of the resource that this one is a part of: the outer resource, or the scope of an extension. */
  readonly parent: string | undefined;
}

/** The type that stands for resource groups, which have no provider segment in their ids. */
export const resourceGroupType = "Microsoft.Resources/resourceGroups";

/**
 * Takes an id apart.
 *
 * @throws ArmError `InvalidResourceId` when the text is no id.
 */
export function parseResourceId(text: string): ResourceId {
  const segments = text.split("/").slice(1);
  const [subscriptions = "", subscription = ""] = segments;
  const providers = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
  const wellFormed =
    text.startsWith("/") && subscriptions.toLowerCase() === "subscriptions" && !segments.includes("");
  if (!wellFormed || segments.length % 2 !== 0) throw invalidId(text);
  const group = segments[2]?.toLowerCase() === "resourcegroups" ? segments[3] : undefined;
  const common = { text, key: text.toLowerCase(), subscription, resourceGroup: group };
  if (providers < 0) {
    if (group === undefined || segments.length !== 4) throw invalidId(text);
    return { ...common, type: resourceGroupType, name: group, parent: undefined };
  }
  const [namespace = "", ...pairs] = segments.slice(providers + 1);
  const name = pairs.at(-1);
  if (name === undefined || pairs.length % 2 !== 0) throw invalidId(text);
  const parentLength = pairs.length > 2 ? segments.length - 2 : providers;
  return {
    ...common,
    type: [namespace, ...pairs.filter((_, index) => index % 2 === 0)].join("/"),
    name,
    parent: parentLength > 2 ? `/${segments.slice(0, parentLength).join("/")}` : undefined,
  };
}

/** The name in an id after a collection, for instance the cluster's name after `managedClusters`. */
export function nameAfter(id: string, collection: string): string | undefined {
  const segments = id.split("/");
  const index = segments.findIndex((segment) => segment.toLowerCase() === collection.toLowerCase());
  return index < 0 ? undefined : segments[index + 1];
}

/** The id of a resource group. */
export function resourceGroupId(subscription: string, name: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${name}`;
}

function invalidId(text: string): Error {
  return badRequest("InvalidResourceId", `The resource identifier '${text}' is not valid.`);
}
