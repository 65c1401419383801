import type { View } from "./view";

/** A resource as a rule sees it: what the program declares, not what the cloud has. */
export interface Resource {
  /** Type token without API version, as {@link canonicalType} writes it. */
  readonly type: string;
  /** Name in the Pulumi program. */
  readonly name: string;
  readonly urn: string;
  readonly props: View;
  readonly options: ResourceOptions;
  /** URNs of the resources that a property's value comes from, by top-level property; empty while one resource is judged. */
  readonly propertyDependencies: ReadonlyMap<string, readonly string[]>;
  /** The provider that makes the resource, if it is an explicit one. */
  readonly providerUrn?: string;
}

/** The resource options that rules look at. */
export interface ResourceOptions {
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly parent?: string;
}

/**
 * A type token without API version: rules judge a ManagedCluster whichever API version of it a program uses.
 *
 * @example
 * canonicalType("azure-native:containerservice/v20250901:AgentPool") // azure-native:containerservice:AgentPool
 * canonicalType("kubernetes:apps/v1:Deployment")                     // kubernetes:apps:Deployment
 * canonicalType("aws:eks/nodeGroup:NodeGroup")                       // aws:eks/nodeGroup:NodeGroup
 */
export function canonicalType(token: string): string {
  const [provider = "", module = "", name = ""] = token.split(":");
  if (provider === "kubernetes") return `kubernetes:${module.split("/")[0] ?? ""}:${name}`;
  // A locally generated SDK of one API version is called azure-native_containerservice_v20260501.
  if (/^azure-native(_|$)/.test(provider)) return `azure-native:${module.split("/")[0] ?? ""}:${name}`;
  return token;
}

/** Where the platforms keep an object's own name. */
const NAME_PROPERTIES = ["agentPoolName", "resourceName", "nodeGroupName", "clusterName", "name"];

/** A resource in words: `Deployment "web"`. Falls back on the Pulumi name where the own name is unknown or secret. */
export function describe(resource: Resource): string {
  const kind = resource.type.slice(resource.type.lastIndexOf(":") + 1);
  return `${kind} "${ownName(resource) ?? resource.name}"`;
}

function ownName({ type, props, name }: Resource): string | undefined {
  if (type.startsWith("kubernetes:")) return props.label("metadata", "name");
  // An AgentPool without a name of its own has the cluster's in resourceName.
  if (type.endsWith(":AgentPool")) return props.label("agentPoolName") ?? name;
  return NAME_PROPERTIES.map((property) => props.label(property)).find((found) => found !== undefined);
}
