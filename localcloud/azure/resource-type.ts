import type { Cloud } from "./cloud";
import type { ArmError } from "./errors";
import type { JsonObject } from "../clouds/json";
import type { Work } from "../clouds/work";
import type { ResourceId } from "./resource-id";
import type { ProvisioningState, StoredResource } from "./store";

/** A PUT on a resource. */
export interface Put {
  readonly cloud: Cloud;
  readonly id: ResourceId;
  /** The body as it was sent. */
  readonly requested: JsonObject;
  /** The resource as it stands; absent when the PUT creates it. */
  readonly before: StoredResource | undefined;
}

/** One thing that a resource provider checks: the refusal, or nothing. */
export type Rule<Request> = (request: Request) => ArmError | undefined;

/** What a PUT makes of a resource. */
export interface Completed {
  /** The resource with the server's defaults filled in. */
  readonly body: JsonObject;
  readonly hidden?: JsonObject;
  /** Resources that come into being, or change, with this one. */
  readonly parts?: readonly StoredResource[];
  /** State while the work is under way. Default: `Creating` or `Updating`. */
  readonly state?: ProvisioningState;
}

/** A PUT that was accepted. */
export interface Accepted extends Put {
  /** The resource as it will be. */
  readonly after: StoredResource;
}

/** A DELETE on a resource that exists. */
export interface Deletion {
  readonly cloud: Cloud;
  readonly resource: StoredResource;
  /** Query parameters of the request. */
  readonly query: Readonly<Record<string, string>>;
}

/** A POST on a resource that exists, for instance `listClusterUserCredential`. */
export interface ActionRequest {
  readonly cloud: Cloud;
  readonly resource: StoredResource;
  readonly body: JsonObject;
  readonly query: Readonly<Record<string, string>>;
}

/** What the cloud knows about one type of resource. Everything but `type` and `complete` is optional. */
export interface ResourceType {
  /** In the resource provider's spelling, for instance `Microsoft.Network/virtualNetworks/subnets`. */
  readonly type: string;
  /** The type as answers name it, where that differs. */
  readonly displayType?: string;
  /** The id as the resource provider spells it. Default: as it was sent. */
  readonly canonicalId?: (id: ResourceId) => string;
  /** Checked in this order; the first refusal is the answer, as Azure gives one error at a time. */
  readonly rules?: readonly Rule<Put>[];
  /** Whether other work stands in the way. */
  readonly conflict?: (cloud: Cloud, id: ResourceId, kind: string) => ArmError | undefined;
  /** Fills in what the server fills in. */
  readonly complete: (put: Put) => Completed;
  /** The work behind a PUT, after it was accepted. Must be safe to run again after a crash. */
  readonly apply?: (put: Accepted, work: Work) => Promise<void>;
  /** What stands against a deletion. */
  readonly deleteRules?: readonly Rule<Deletion>[];
  /** The work behind a DELETE. Must be safe to run again after a crash. */
  readonly remove?: (deletion: Deletion, work: Work) => Promise<void>;
  /** What GET answers, where that is more than what is stored. */
  readonly view?: (cloud: Cloud, resource: StoredResource) => JsonObject;
  /** POST actions by name. */
  readonly actions?: Readonly<Record<string, (request: ActionRequest, work: Work) => Promise<JsonObject>>>;
}
