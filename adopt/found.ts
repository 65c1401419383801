import type { Json } from "./json";

/** An object in the cloud that somebody else has made. */
export interface FoundObject {
  /** Type token of the resource that manages it, for example `aws:eks/nodeGroup:NodeGroup`. */
  readonly type: string;
  /** What the provider calls it: an ARM id, an ARN or a name. */
  readonly id: string;
  /** Its own name. */
  readonly name: string;
  /** What can be said about it, by the names that the resource's inputs have. */
  readonly properties: Json;
}

/** A cluster with its pools. */
export interface Found {
  readonly target: "aks" | "eks";
  readonly cluster: FoundObject;
  /** On AKS all of them, those that stand inline in the cluster too. */
  readonly pools: readonly FoundObject[];
  /** What else belongs to the cluster: add-ons, the OIDC provider. */
  readonly others: readonly FoundObject[];
}

/** Something that whoever adopts a cluster should know. */
export interface Trap {
  /** What it is about: `cluster`, or the name of a pool. */
  readonly subject: string;
  /** What is found, and what follows from it: one sentence. */
  readonly says: string;
  /** The safe way out, an order. */
  readonly wayOut: string;
  /** Page that documents it. */
  readonly url: string;
}

/** Input that cannot be read: one line per problem. */
export class AdoptInputError extends Error {
  override readonly name = "AdoptInputError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
