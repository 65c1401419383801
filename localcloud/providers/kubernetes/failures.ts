import { InitFailed } from "../provider";
import { isConflict, messageOf, StatusError } from "./api/errors";
import { WaitFailed } from "./wait/wait";
import type { PropertyMap } from "../../wire/values";

/** What users are told about an object that exists already. */
const EXISTS_HINT = [
  "",
  "The resource already exists in the cluster. This can happen when:",
  "",
  "  - Renaming a Pulumi resource: use an alias to preserve the identity,",
  "    or use deleteBeforeReplace if the resource needs replacement.",
  "  - Managing an existing resource: use a Patch resource (e.g. NamespacePatch)",
  "    to manage specific fields without owning the resource lifecycle.",
  "  - Adopting a resource into Pulumi: use `pulumi import`. Note that",
  "    protected resources (e.g. kube-system) cannot be deleted on destroy.",
  "  - Intentional upsert: set upsertExistingObjects on the provider to allow",
  "    server-side apply to update existing objects on create.",
].join("\n");

const CONFLICT_HELP =
  "https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/" +
  "managing-resources-with-server-side-apply/#handle-field-conflicts-on-existing-resources";

/** The message of an error, with what users can do about an object that exists already. */
export function withExistsHint(error: unknown): string {
  const exists = error instanceof StatusError && error.reason === "AlreadyExists";
  return exists ? `${error.message}\n${EXISTS_HINT}` : messageOf(error);
}

/** Says whose fields are in conflict when an apply was refused for that; any other error stays what it is. */
export function explainConflict(error: unknown, fieldManager: string): unknown {
  if (!isConflict(error)) return error;
  return new Error(
    `server-side apply field conflict detected, see ${CONFLICT_HELP} for troubleshooting help\n` +
      `The resource managed by field manager "${fieldManager}" had an apply conflict: ${messageOf(error)}`,
    { cause: error },
  );
}

/** Turns a failure after which the object exists into the error that puts the object into the state. */
export function initFailed(
  id: string,
  outputs: PropertyMap,
  message: string,
  error: unknown,
  inputs?: PropertyMap,
): InitFailed {
  const reasons = error instanceof WaitFailed ? error.reasons : [];
  return new InitFailed(id, outputs, inputs, [message, ...reasons]);
}
