/** The API server answered, and refused. Its own message is the text. */
export class StatusError extends Error {
  constructor(
    /** HTTP status code. */
    readonly code: number,
    /** The API's own word for it, for instance `AlreadyExists`. */
    readonly reason: string,
    message: string,
    /** Plural of the kind that the error is about, when the server says. */
    readonly kind: string = "",
    /** Single causes of a refused object: why (`FieldValueRequired`) and where. */
    readonly causes: readonly { readonly reason: string; readonly field: string }[] = [],
  ) {
    super(message);
    this.name = "StatusError";
  }
}

/** Nobody answered at the API server's address. */
export class UnreachableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UnreachableError";
  }
}

/** The API server knows no such kind; perhaps its definition is not there yet. */
export class NoMatchError extends Error {
  constructor(kind: string, apiVersion: string) {
    super(`no matches for kind "${kind}" in version "${apiVersion}"`);
    this.name = "NoMatchError";
  }
}

/** The object is not there (404). */
export function isNotFound(error: unknown): boolean {
  return error instanceof StatusError && error.code === 404;
}

/** The namespace that the object should be in is not there. */
export function isNamespaceNotFound(error: unknown): boolean {
  return isNotFound(error) && error instanceof StatusError && error.kind === "namespaces";
}

/** The user may not do it, or the namespace is being deleted (403). */
export function isForbidden(error: unknown): boolean {
  return error instanceof StatusError && error.code === 403;
}

/** An object of that name is there already (409). */
export function isAlreadyExists(error: unknown): boolean {
  return error instanceof StatusError && error.reason === "AlreadyExists";
}

/** Another manager owns a field, or the object was changed meanwhile (409). */
export function isConflict(error: unknown): boolean {
  return error instanceof StatusError && error.reason === "Conflict";
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
