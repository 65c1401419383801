import type { StoredResource as Stored } from "../clouds/store";
import { Store as ObjectStore } from "../clouds/store";

export type { Operation } from "../clouds/store";

/** States of a resource in Azure's words. */
export type ProvisioningState =
  | "Creating"
  | "Updating"
  | "Upgrading"
  | "UpgradingNodeImageVersion"
  | "Scaling"
  | "Starting"
  | "Stopping"
  | "Deleting"
  | "Succeeded"
  | "Failed"
  | "Canceled";

/** A resource as Azure keeps it. */
export type StoredResource = Stored<ProvisioningState>;

/** Azure's objects and the operations under way. */
export class Store extends ObjectStore<ProvisioningState> {}
