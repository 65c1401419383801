import type { KubernetesMinor } from "../catalogue/kubernetes-minors";
import { subjectOf } from "../impact/subject";
import type { AuditedResource } from "./audit";

type Inputs = NonNullable<AuditedResource["inputs"]>;

/** Where the version of a resource stands, by whose names it uses and what it is. */
const properties = {
  "azure-native": { cluster: "kubernetesVersion", pool: "orchestratorVersion" },
  azure: { cluster: "kubernetesVersion", pool: "orchestratorVersion" },
  aws: { cluster: "version", pool: "version" },
} as const;

/**
 * The Kubernetes version of a cluster: what the program asked for, else what the cloud said.
 *
 * @param cluster - a cluster of AKS or EKS
 */
export function versionOf({ type, inputs = {}, outputs = {} }: AuditedResource): string | undefined {
  const property = propertyOf(type, "cluster");
  const value = [inputs[property], outputs["currentKubernetesVersion"], outputs[property]].find(
    (one) => typeof one === "string" && one !== "",
  );
  return typeof value === "string" ? value : undefined;
}

/**
 * A cluster or a pool at another version, with the inline pools of AKS, and without an AMI release of the old one.
 *
 * @param resource - a cluster or a pool
 * @param version - the version
 */
export function atVersion(resource: AuditedResource, version: KubernetesMinor): AuditedResource {
  const { kind } = subjectOf(resource.type);
  const property = propertyOf(resource.type, kind === "cluster" ? "cluster" : "pool");
  const inputs = Object.fromEntries(
    Object.entries(resource.inputs ?? {}).filter(([name]) => name !== "releaseVersion"),
  );
  return { ...resource, inputs: { ...inputs, ...inline(inputs, version), [property]: version } };
}

function propertyOf(type: string, kind: "cluster" | "pool"): string {
  const { dialect } = subjectOf(type);
  return dialect === "kubernetes" || dialect === "other" ? "" : properties[dialect][kind];
}

/** Inline pools with a version of their own go along. */
function inline(inputs: Inputs, orchestratorVersion: string): Inputs {
  const { agentPoolProfiles: native, defaultNodePool: classic } = inputs;
  return {
    ...(Array.isArray(native)
      ? { agentPoolProfiles: native.map((pool: unknown) => moved(pool, orchestratorVersion)) }
      : {}),
    ...(classic === undefined ? {} : { defaultNodePool: moved(classic, orchestratorVersion) }),
  };
}

function moved(pool: unknown, orchestratorVersion: string): unknown {
  const has = typeof pool === "object" && pool !== null && "orchestratorVersion" in pool;
  return has ? { ...pool, orchestratorVersion } : pool;
}
