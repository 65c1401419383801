import type { JsonObject } from "../clouds/json";
import type { Work } from "../clouds/work";
import type { Cloud } from "./cloud";
import type { AwsError } from "./errors";
import type { ResourceState, StoredResource } from "./store";

/** A request that creates or changes a resource. */
export interface Write {
  readonly cloud: Cloud;
  readonly region: string;
  /** All properties as they shall be, in the names of `@pulumi/aws`; unset ones are absent. */
  readonly requested: JsonObject;
  /** The resource as it stands; absent when the request creates it. */
  readonly before: StoredResource | undefined;
}

/** One thing that a service checks: the refusal, or nothing. */
export type Rule<Request> = (request: Request) => AwsError | undefined;

/** What a request makes of a resource. */
export interface Completed {
  /** The resource with the service's defaults and answers filled in. */
  readonly body: JsonObject;
  /** What the cloud knows and never tells. */
  readonly hidden?: JsonObject;
}

/** A request that was accepted. */
export interface Accepted extends Write {
  /** The resource as it will be. */
  readonly after: StoredResource;
  /** Corrects what the resource says, when only the work shows it. */
  readonly amend: (changes: JsonObject, state?: ResourceState) => void;
}

/** A deletion of a resource that exists. */
export interface Deletion {
  readonly cloud: Cloud;
  readonly region: string;
  readonly resource: StoredResource;
}

/** What the cloud knows about one type of resource. */
export interface ResourceType {
  /** Pulumi's type token, for instance `aws:eks/cluster:Cluster`. */
  readonly type: string;
  /** Service and noun of the API, as errors name them: `EKS`, `Nodegroup`. */
  readonly api: { readonly service: string; readonly noun: string };
  /** The id that a new resource gets; two of the same id are one resource. */
  readonly identify: (write: Write) => string;
  /** Key of the resource that it is a part of, and goes away with. */
  readonly parent?: (write: Write) => string | undefined;
  /** Present where creating it a second time is the same as once. */
  readonly idempotent?: true;
  /** The refusal when there is one of this id already. */
  readonly exists?: (id: string) => AwsError;
  /**
   * Paths of the properties that the API's update requests carry: a change of any other is refused. Absent: not played.
   *
   * @see https://github.com/boto/botocore/blob/develop/botocore/data/eks/2017-11-01/service-2.json (requests Update…, read 2026-08-07)
   */
  readonly updatable?: readonly string[];
  /** Checked in this order; the first refusal is the answer. */
  readonly rules?: readonly Rule<Write>[];
  /** Fills in what the service fills in. */
  readonly complete: (write: Write, id: string) => Completed;
  /** The work behind the request, after it was accepted. Must be safe to run again after a crash. */
  readonly apply?: (accepted: Accepted, work: Work) => Promise<void>;
  /** What stands against a deletion. */
  readonly deleteRules?: readonly Rule<Deletion>[];
  /** The work behind a deletion. Must be safe to run again after a crash. */
  readonly remove?: (deletion: Deletion, work: Work) => Promise<void>;
  /** What a read answers, where that is more than what is stored. */
  readonly view?: (cloud: Cloud, resource: StoredResource) => JsonObject;
  /** State after work that failed. @default CREATE_FAILED for a creation, ACTIVE for a change */
  readonly failedState?: (isNew: boolean) => ResourceState;
}
