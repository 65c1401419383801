import type { Finding as AnyFinding } from "../doctor/finding";

/** What is looked at. */
export type Check = "deployment" | "windows-password" | "node-images" | "certificates";

/** What one check found out. */
export type Finding = AnyFinding<Check>;
