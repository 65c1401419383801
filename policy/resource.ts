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
  readonly providerUrn?: string | undefined;
}

/** The resource options that rules look at. */
export interface ResourceOptions {
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly deleteBeforeReplace: boolean;
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

/** Where a resource has its own name, by kind; clusterName and resourceName of a child are its parent's. */
const nameProperties: Readonly<Record<string, string>> = {
  AgentPool: "agentPoolName",
  ManagedCluster: "resourceName",
  NodeGroup: "nodeGroupName",
  Addon: "addonName",
  FargateProfile: "fargateProfileName",
};

/** A resource in words: `Deployment "web"`. Falls back on the Pulumi name where the own name is unknown or secret. */
export function describe({ type, props, name }: Resource): string {
  const kind = type.slice(type.lastIndexOf(":") + 1);
  const isObject = type.startsWith("kubernetes:") && !type.startsWith("kubernetes:helm.sh:");
  const own = isObject ? props.label("metadata", "name") : props.label(nameProperties[kind] ?? "name");
  return `${kind} "${own ?? name}"`;
}
