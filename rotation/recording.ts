import type { DistributionName } from "../catalogue/existing";

/** The administrator's password of the Windows nodes of AKS; the password itself is never part of it. */
export interface PasswordRecord {
  /** `windows.passwordVersion` of the configuration. */
  readonly configured: number;
  /** The version that the last deployment made; absent where the stack makes none, as for an adopted cluster. */
  readonly deployed?: number;
  /** When that version was made, in ISO 8601; absent where the state does not say. */
  readonly since?: string;
  /** Whether the cluster's inputs in the state hold this password, or an earlier one; absent where secrets stay closed. */
  readonly inCluster?: boolean;
}

/** A node image, and how many nodes run it. */
export interface ImageRecord {
  /** As the platform names it: `AKSWindows-2022-containerd-gen2-20348.3207.250214`, `1.36-2026.11.12`; empty where it does not. */
  readonly image: string;
  readonly nodes: number;
}

/** Nodes that are meant to be alike. */
export interface PoolRecord {
  readonly name: string;
  readonly os: "Linux" | "Windows";
  readonly nodes: number;
  readonly images: readonly ImageRecord[];
  /** Who told the images: the nodes themselves, or the state of the last deployment. */
  readonly toldBy: "nodes" | "state";
}

/** Something that ends by itself. */
export interface ExpiryRecord {
  readonly kind: "client-certificate" | "authority" | "server-certificate" | "token";
  /** What it belongs to, by name: a user or a cluster of the kubeconfig, an API server. */
  readonly of: string;
  /** In ISO 8601; absent when it has no end, or none that can be read. */
  readonly ends?: string;
}

/** Something that could not be looked at. */
export interface UnseenRecord {
  readonly what: "deployment" | "kubeconfig" | "server-certificate";
  /** Why; a phrase that follows a colon. */
  readonly reason: string;
}

/** Where a cluster is, for commands. */
export interface Place {
  readonly cluster: string;
  /** On AKS only. */
  readonly resourceGroup?: string;
}

/**
 * Everything that the probes brought home about one stack, nothing judged and nothing secret. It can be kept as JSON and
 * judged again on another day.
 */
export interface Recording {
  readonly stack: string;
  readonly target: "aks" | "eks" | "existing";
  /** What an existing cluster was made with. */
  readonly distribution?: DistributionName;
  readonly place?: Place;
  /** On AKS only. */
  readonly password?: PasswordRecord;
  readonly pools: readonly PoolRecord[];
  /** On existing clusters only: elsewhere the platform renews them. */
  readonly expiries: readonly ExpiryRecord[];
  readonly unseen: readonly UnseenRecord[];
}
