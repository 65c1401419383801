import type { Cloud } from "../cloud";
import type { ArmError } from "../errors";
import { badRequest } from "../errors";
import type { JsonObject } from "../../clouds/json";

/** A pool that is about to be written, alone or as a part of its cluster. */
export interface PoolCheck {
  readonly cloud: Cloud;
  readonly clusterId: string;
  /** The cluster's body as it will be. */
  readonly cluster: JsonObject;
  readonly name: string;
  /** The pool's properties as they were sent. */
  readonly requested: JsonObject;
  /** The same with the server's defaults. */
  readonly pool: JsonObject;
  /** The pool's properties so far; absent for a new pool. */
  readonly before: JsonObject | undefined;
  /** Properties of the cluster's other pools, as they will be. */
  readonly siblings: readonly JsonObject[];
}

/** One thing that AKS checks about a pool. */
export type PoolRule = (check: PoolCheck) => ArmError | undefined;

/** The form in which AKS refuses a value. */
export function invalidParameter(parameter: string, why: string): ArmError {
  const message = `The value of parameter ${parameter} is invalid. Error details: ${why}`;
  return badRequest("InvalidParameter", message, parameter);
}

/** The form in which AKS refuses to change what cannot be changed. */
export function changeNotAllowed(property: string): ArmError {
  return badRequest("PropertyChangeNotAllowed", `Changing property '${property}' is not allowed.`, property);
}
