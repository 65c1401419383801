/** What an AWS error says beside code and message. */
export interface AwsErrorDetails {
  /** The request was accepted and its work failed later: the resource exists, in a failed state. */
  readonly accepted?: boolean;
}

/** An answer of an AWS service that is not a success. */
export class AwsError extends Error {
  /**
   * @param status HTTP status.
   * @param code Type of the exception, for instance `ResourceInUseException`.
   */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: AwsErrorDetails = {},
  ) {
    super(message);
    this.name = "AwsError";
  }

  /** The same failure, reported by work that had been accepted. */
  asWorkFailure(): AwsError {
    return new AwsError(this.status, this.code, this.message, { ...this.details, accepted: true });
  }
}

/** EKS: a parameter is wrong. */
export const invalidParameter = (message: string): AwsError =>
  new AwsError(400, "InvalidParameterException", message);

/** EKS: the request does not fit the state of things. */
export const invalidRequest = (message: string): AwsError =>
  new AwsError(400, "InvalidRequestException", message);

/** EKS: it exists already, or something else is under way. */
export const resourceInUse = (message: string): AwsError =>
  new AwsError(409, "ResourceInUseException", message);

/** EKS: there is no such thing. */
export const resourceNotFound = (message: string): AwsError =>
  new AwsError(404, "ResourceNotFoundException", message);

/** EKS: a quota is used up. */
export const resourceLimitExceeded = (message: string): AwsError =>
  new AwsError(400, "ResourceLimitExceededException", message);

/** EC2: something still uses it. */
export const dependencyViolation = (message: string): AwsError =>
  new AwsError(400, "DependencyViolation", message);

/** Any service: the code is that service's own. */
export const badRequest = (code: string, message: string): AwsError => new AwsError(400, code, message);
