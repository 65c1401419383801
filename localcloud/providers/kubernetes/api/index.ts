export { PatchType } from "./client";
export {
  isAlreadyExists,
  isForbidden,
  isNamespaceNotFound,
  isNotFound,
  messageOf,
  NoMatchError,
  StatusError,
} from "./errors";
