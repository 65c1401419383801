import {
  type KubernetesMinor,
  kubernetesMinors,
  type MinorSupport,
  parseMinor,
} from "../../catalogue/kubernetes-minors";
import type { Resource } from "../resource";
import type { Scope } from "../rule";
import { aksClusters, eksClusters } from "./resources";

/** A cluster with its Kubernetes version. */
export interface VersionedCluster {
  readonly resource: Resource;
  readonly platform: "aks" | "eks";
  /** Name of the property with the version. */
  readonly property: "kubernetesVersion" | "version";
}

/** Clusters of every platform. */
export const clusters: Scope<VersionedCluster> = {
  types: [...aksClusters.types, ...eksClusters.types],
  subjects: (resource) => [
    aksClusters.types.includes(resource.type)
      ? { resource, platform: "aks", property: "kubernetesVersion" }
      : { resource, platform: "eks", property: "version" },
  ],
};

/** What the platform's name is in words. */
export const platformTitles = { aks: "AKS", eks: "EKS" } as const;

/** The catalogue's row for a cluster's minor, if the cluster names one and the catalogue knows it. @throws {Unproved} */
export function minorSupportOf({ resource, platform, property }: VersionedCluster): MinorSupport | undefined {
  const version = resource.props.string(property);
  const minor = version === undefined ? undefined : parseMinor(version);
  return kubernetesMinors[platform].find((row) => row.minor === minor);
}

/** The newest minor that the platform offers on a day. */
export function newestMinor(platform: "aks" | "eks", asOf: string): KubernetesMinor | undefined {
  return kubernetesMinors[platform].findLast(({ available }) => available <= asOf)?.minor;
}
