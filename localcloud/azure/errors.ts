import type { PropertyValue } from "../wire/values";

/** What an Azure error says beside code and message. */
export interface ArmErrorDetails {
  /** The property that is wrong, as the resource provider names it. */
  readonly target?: string;
  /** Seconds after which a throttled caller may try again: the header `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** The request was accepted and the operation failed later: the resource exists, in state `Failed`. */
  readonly accepted?: boolean;
}

/** An answer of Azure Resource Manager, or of a resource provider behind it, that is not a success. */
export class ArmError extends Error {
  /**
   * @param status HTTP status.
   * @param code Error code, for instance `OperationNotAllowed`.
   */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: ArmErrorDetails = {},
  ) {
    super(message);
    this.name = "ArmError";
  }

  /** The body of the answer. */
  body(): PropertyValue {
    const { target = null } = this.details;
    return { error: { code: this.code, message: this.message, target, details: null, subcode: "" } };
  }

  /** The same failure, reported by an operation that had been accepted. */
  asOperationFailure(): ArmError {
    return new ArmError(this.status, this.code, this.message, { ...this.details, accepted: true });
  }
}

/** HTTP 400 with a code. */
export function badRequest(code: string, message: string, target?: string): ArmError {
  return new ArmError(400, code, message, target === undefined ? {} : { target });
}

/** HTTP 404: the resource is not there. */
export function resourceNotFound(type: string, name: string, resourceGroup: string): ArmError {
  const where = `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found.`;
  return new ArmError(
    404,
    "ResourceNotFound",
    `${where} For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}
