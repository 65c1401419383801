export { PatchType } from "./client";
export {
  isAlreadyExists,
  isConflict,
  isForbidden,
  isNamespaceNotFound,
  isNotFound,
  messageOf,
  NoMatchError,
  StatusError,
} from "./errors";
