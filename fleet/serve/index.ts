/**
 * The fleet as read-only web pages: who may look, what they see, and how a page stays up to date.
 *
 * @packageDocumentation
 */
export { readAccess, strangers } from "./access/access";
export { serveFleet } from "./server";
export type { SignInConfiguration } from "./server";
export { readSignIn, secretVariable } from "./sign-in/settings";
